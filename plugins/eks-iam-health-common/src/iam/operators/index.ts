import { arnOperators } from './arn';
import { boolOperators } from './bool';
import { dateOperators } from './date';
import { ipAddressOperators } from './ipAddress';
import { numericOperators } from './numeric';
import { ConditionOperator, OperatorFamily } from './operator';
import { stringOperators } from './string';

export * from './operator';

const operators: OperatorFamily = {
  ...stringOperators,
  ...arnOperators,
  ...boolOperators,
  ...numericOperators,
  ...dateOperators,
  ...ipAddressOperators,
};

/** How an operator compares several values: `ForAllValues:`, `ForAnyValue:`, or neither. */
export type Quantifier = 'all' | 'any' | 'none';

/** The name of an operator, taken apart. `operator` is missing when IAM has none of that name. */
export interface OperatorName {
  quantifier: Quantifier;
  ifExists: boolean;
  /** `Null` asks for the presence of the key, not for its value */
  isNull: boolean;
  operator?: ConditionOperator;
}

/** Takes `ForAllValues:StringLikeIfExists` apart. Names ignore case. */
export function parseOperator(name: string): OperatorName {
  const lower = name.toLowerCase();
  const [, set, rest] = /^(?:(forallvalues|foranyvalue):)?(.*)$/s.exec(
    lower,
  ) ?? [undefined, undefined, lower];
  const ifExists = rest.endsWith('ifexists');
  const base = ifExists ? rest.slice(0, -'ifexists'.length) : rest;
  const quantifiers: Record<string, Quantifier> = {
    forallvalues: 'all',
    foranyvalue: 'any',
  };
  return {
    quantifier: set === undefined ? 'none' : quantifiers[set],
    ifExists,
    isNull: base === 'null',
    operator: Object.hasOwn(operators, base) ? operators[base] : undefined,
  };
}
