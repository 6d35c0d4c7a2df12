import { InputError, Operation } from '../operation';

/** `rbac.authorize`: see EVAL.md. */
export const rbacAuthorize: Operation = () => {
  throw new InputError('`rbac.authorize` is not there yet');
};
