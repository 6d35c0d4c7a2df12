import { InputError, Operation } from '../operation';

/** `iam.evaluate`: see EVAL.md. */
export const iamEvaluate: Operation = () => {
  throw new InputError('`iam.evaluate` is not there yet');
};
