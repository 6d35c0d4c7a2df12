import { toAnswer } from '../answer';
import { OperatorFamily, pair, ValueTest } from './operator';

type Compare = (value: number, limit: number) => boolean;

const comparing =
  (compare: Compare) =>
  (policyValue: string): ValueTest => {
    const limit = toTime(policyValue);
    return value => toAnswer(compare(toTime(value), limit));
  };

/** ISO 8601, or seconds since 1970. */
function toTime(text: string): number {
  return /^\d+$/.test(text) && text.length > 4
    ? Number(text) * 1000
    : Date.parse(text);
}

const ordering = (compare: Compare) => ({
  negated: false,
  prepare: comparing(compare),
});

export const dateOperators: OperatorFamily = {
  ...pair(
    'DateEquals',
    'DateNotEquals',
    comparing((value, limit) => value === limit),
  ),
  datelessthan: ordering((value, limit) => value < limit),
  datelessthanequals: ordering((value, limit) => value <= limit),
  dategreaterthan: ordering((value, limit) => value > limit),
  dategreaterthanequals: ordering((value, limit) => value >= limit),
};
