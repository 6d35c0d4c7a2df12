import { InputError, Operation } from '../operation';

/** `rbac.covers`: see EVAL.md. */
export const rbacCovers: Operation = () => {
  throw new InputError('`rbac.covers` is not there yet');
};
