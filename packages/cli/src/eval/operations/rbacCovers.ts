import {
  covers,
  PolicyRule,
  RbacObjectError,
  toPolicyRule,
} from 'backstage-plugin-eks-iam-health-common';
import { listOf } from '../input';
import { InputError, Operation } from '../operation';

/** As the API writes a rule: empty fields are left out. */
const withoutEmpty = (rule: PolicyRule) =>
  Object.fromEntries(
    Object.entries(rule).filter(([, values]) => values.length > 0),
  );

/** `rbac.covers`: see EVAL.md. */
export const rbacCovers: Operation = input => {
  const { covered, uncovered } = covers(
    rulesOf(input, 'owner'),
    rulesOf(input, 'servant'),
  );
  return { covered, uncovered: uncovered.map(withoutEmpty) };
};

function rulesOf(input: Record<string, unknown>, name: string): PolicyRule[] {
  const rules = input[name] === null ? [] : listOf(input, name);
  try {
    return rules.map((rule, index) => toPolicyRule(rule, `${name}[${index}]`));
  } catch (error) {
    if (error instanceof RbacObjectError) throw new InputError(error.message);
    throw error;
  }
}
