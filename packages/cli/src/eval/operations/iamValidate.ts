import {
  PolicyKind,
  policyKinds,
  validatePolicy,
} from 'backstage-plugin-eks-iam-health-common';
import { optionalStringOf } from '../input';
import { InputError, Operation } from '../operation';

/** `iam.validate`: see EVAL.md. */
export const iamValidate: Operation = input => {
  if (input.policy === undefined) {
    throw new InputError('`policy` must be the text of a policy');
  }
  const problems = validatePolicy(input.policy, kindOf(input));
  return { valid: problems.length === 0, problems };
};

function kindOf(input: Record<string, unknown>): PolicyKind {
  const name = optionalStringOf(input, 'kind') ?? 'identity';
  const kind = policyKinds.find(known => known === name);
  if (!kind) {
    throw new InputError(`\`kind\` must be one of ${policyKinds.join(', ')}`);
  }
  return kind;
}
