import { InputError, Operation } from '../operation';

/** `check`: see EVAL.md. */
export const check: Operation = () => {
  throw new InputError('`check` is not there yet');
};
