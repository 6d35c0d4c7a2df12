import { InputError, Operation } from '../operation';

/** `podIdentity.injection`: see EVAL.md. */
export const podIdentityInjection: Operation = () => {
  throw new InputError('`podIdentity.injection` is not there yet');
};
