import { toAnswer } from '../answer';
import { stringPattern } from '../matchPattern';
import { OperatorFamily, pair } from './operator';

const comparing =
  (options: { wildcards: boolean; ignoreCase: boolean }) =>
  (policyValue: string, variables: boolean) =>
    stringPattern(policyValue, { ...options, variables }).matches;

/** A `*` under StringEquals is an asterisk; only StringLike knows wildcards. */
export const stringOperators: OperatorFamily = {
  ...pair(
    'StringEquals',
    'StringNotEquals',
    comparing({ wildcards: false, ignoreCase: false }),
  ),
  ...pair(
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    comparing({ wildcards: false, ignoreCase: true }),
  ),
  ...pair(
    'StringLike',
    'StringNotLike',
    comparing({ wildcards: true, ignoreCase: false }),
  ),
  binaryequals: {
    negated: false,
    prepare: policyValue => value => toAnswer(value === policyValue),
  },
};
