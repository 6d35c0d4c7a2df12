import { Answer, every, not, some, toAnswer } from './answer';
import { KeyValue, RequestContext } from './context';
import { parseOperator, Quantifier, ValueTest } from './operators';
import { PolicyCondition } from './parsePolicy';

/** A condition that was looked at once and can be asked often. @public */
export interface PreparedCondition {
  source: PolicyCondition;
  /** in lower case */
  key: string;
  holds: (context: RequestContext) => Answer;
}

/**
 * Prepares one key of one operator. An operator that IAM does not know is unknown, never false: a Deny that uses it must
 * not vanish. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function prepareCondition(
  condition: PolicyCondition,
  variables: boolean,
): PreparedCondition {
  const key = condition.key.toLowerCase();
  const { operator, quantifier, ifExists, isNull } = parseOperator(
    condition.operator,
  );
  const prepared = (
    holds: (value: KeyValue, context: RequestContext) => Answer,
  ): PreparedCondition => ({
    source: condition,
    key,
    holds: context => holds(context.valueOf(key), context),
  });

  if (isNull) return prepared(value => nullHolds(value, condition.values));
  if (!operator) return prepared(() => 'unknown');

  const { negated } = operator;
  const tests = condition.values.map(value =>
    operator.prepare(value, variables),
  );
  return prepared((value, context) => {
    if (value === 'unknown') return 'unknown';
    if (value === 'absent' || value.length === 0) {
      if (ifExists || quantifier === 'all') return 'yes';
      return quantifier === 'any' ? 'no' : toAnswer(negated);
    }
    return valuesHold(value, { tests, negated, quantifier }, context);
  });
}

function nullHolds(value: KeyValue, wanted: string[]): Answer {
  if (value === 'unknown') return 'unknown';
  const isAbsent = String(value === 'absent' || value.length === 0);
  return toAnswer(wanted.some(text => text.toLowerCase() === isAbsent));
}

function valuesHold(
  values: readonly string[],
  how: { tests: ValueTest[]; negated: boolean; quantifier: Quantifier },
  context: RequestContext,
): Answer {
  // Several values of the policy are alternatives; for a negated operator none of them may match.
  const holds = (value: string) => {
    const matches = some(how.tests, test => test(value, context));
    return how.negated ? not(matches) : matches;
  };
  if (how.quantifier === 'all') return every(values, holds);
  if (how.quantifier === 'any') return some(values, holds);
  return how.negated ? every(values, holds) : some(values, holds);
}
