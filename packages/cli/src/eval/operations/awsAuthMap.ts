import { InputError, Operation } from '../operation';

/** `awsAuth.map`: see EVAL.md. */
export const awsAuthMap: Operation = () => {
  throw new InputError('`awsAuth.map` is not there yet');
};
