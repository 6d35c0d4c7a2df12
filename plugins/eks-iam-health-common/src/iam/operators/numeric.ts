import { toAnswer } from '../answer';
import { OperatorFamily, pair, ValueTest } from './operator';

type Compare = (value: number, limit: number) => boolean;

const comparing =
  (compare: Compare) =>
  (policyValue: string): ValueTest => {
    const limit = toNumber(policyValue);
    return value => toAnswer(compare(toNumber(value), limit));
  };

/** Text that is no number compares to nothing. */
function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

const ordering = (compare: Compare) => ({
  negated: false,
  prepare: comparing(compare),
});

export const numericOperators: OperatorFamily = {
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    comparing((value, limit) => value === limit),
  ),
  numericlessthan: ordering((value, limit) => value < limit),
  numericlessthanequals: ordering((value, limit) => value <= limit),
  numericgreaterthan: ordering((value, limit) => value > limit),
  numericgreaterthanequals: ordering((value, limit) => value >= limit),
};
