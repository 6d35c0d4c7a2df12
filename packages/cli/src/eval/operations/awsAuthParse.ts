import { InputError, Operation } from '../operation';

/** `awsAuth.parse`: see EVAL.md. */
export const awsAuthParse: Operation = () => {
  throw new InputError('`awsAuth.parse` is not there yet');
};
