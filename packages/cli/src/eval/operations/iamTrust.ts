import { InputError, Operation } from '../operation';

/** `iam.trust`: see EVAL.md. */
export const iamTrust: Operation = () => {
  throw new InputError('`iam.trust` is not there yet');
};
