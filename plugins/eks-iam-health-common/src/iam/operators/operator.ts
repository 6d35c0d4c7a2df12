import { Comparison } from '../answer';
import { RequestContext } from '../context';

/** A value of a condition in a policy, prepared once. */
export type ValueTest = (value: string, context: RequestContext) => Comparison;

/**
 * A condition operator without its prefixes and suffixes: how one value of the policy compares to one value of the
 * request. A negated operator asks the same question and wants no for an answer.
 */
export interface ConditionOperator {
  negated: boolean;
  /** `variables`: whether the policy's version knows `${...}` */
  prepare: (policyValue: string, variables: boolean) => ValueTest;
}

/** The operators of one family, by lower-case name. */
export type OperatorFamily = Record<string, ConditionOperator>;

/** An operator and its negation. */
export function pair(
  name: string,
  negatedName: string,
  prepare: ConditionOperator['prepare'],
): OperatorFamily {
  return {
    [name.toLowerCase()]: { negated: false, prepare },
    [negatedName.toLowerCase()]: { negated: true, prepare },
  };
}
