import { InputError, Operation } from '../operation';

/** `iam.validate`: see EVAL.md. */
export const iamValidate: Operation = () => {
  throw new InputError('`iam.validate` is not there yet');
};
