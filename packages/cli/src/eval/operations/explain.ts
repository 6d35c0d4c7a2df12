import { InputError, Operation } from '../operation';

/** `explain`: see EVAL.md. */
export const explain: Operation = () => {
  throw new InputError('`explain` is not there yet');
};
