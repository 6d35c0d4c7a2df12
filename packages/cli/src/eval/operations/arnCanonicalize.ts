import { InputError, Operation } from '../operation';

/** `arn.canonicalize`: see EVAL.md. */
export const arnCanonicalize: Operation = () => {
  throw new InputError('`arn.canonicalize` is not there yet');
};
