import { readErrors } from 'backstage-plugin-eks-iam-health-common';
import { stringOf } from '../input';
import { Operation } from '../operation';

/** `explain`: every distinct error of a text, taken apart; see EVAL.md. */
export const explain: Operation = input => ({
  errors: readErrors(stringOf(input, 'text')),
});
