import { InputError, Operation } from '../operation';

/** `iam.escalations`: see EVAL.md. */
export const iamEscalations: Operation = () => {
  throw new InputError('`iam.escalations` is not there yet');
};
