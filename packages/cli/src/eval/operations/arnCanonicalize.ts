import { canonicalizeArn } from 'backstage-plugin-eks-iam-health-common';
import { stringOf } from '../input';
import { InputError, Operation } from '../operation';

/** `arn.canonicalize`: see EVAL.md. */
export const arnCanonicalize: Operation = input => {
  const result = canonicalizeArn(stringOf(input, 'arn'));
  if (result.status === 'refused') throw new InputError(result.reason);
  return { arn: result.arn };
};
