import { toAnswer } from '../answer';
import { ConditionOperator, OperatorFamily, pair } from './operator';

type Compare = (value: number, limit: number) => boolean;

/** The six operators of values that have an order, from how their text is read; `undefined` is text that is no value. */
export function orderedOperators(
  name: string,
  read: (text: string) => number | undefined,
): OperatorFamily {
  const comparing =
    (compare: Compare): ConditionOperator['prepare'] =>
    policyValue => {
      const limit = read(policyValue);
      return text => {
        const value = read(text);
        return value === undefined || limit === undefined
          ? 'incomparable'
          : toAnswer(compare(value, limit));
      };
    };
  const ordering = (suffix: string, compare: Compare): OperatorFamily => ({
    [`${name}${suffix}`.toLowerCase()]: {
      negated: false,
      prepare: comparing(compare),
    },
  });
  return {
    ...pair(
      `${name}Equals`,
      `${name}NotEquals`,
      comparing((value, limit) => value === limit),
    ),
    ...ordering('LessThan', (value, limit) => value < limit),
    ...ordering('LessThanEquals', (value, limit) => value <= limit),
    ...ordering('GreaterThan', (value, limit) => value > limit),
    ...ordering('GreaterThanEquals', (value, limit) => value >= limit),
  };
}
