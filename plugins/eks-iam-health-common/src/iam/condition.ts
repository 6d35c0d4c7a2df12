import { Answer, best, Comparison, not, toAnswer } from './answer';
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

/** "... or resolves to a null data set, such as an empty string" */
const isEmptyText = (value: KeyValue) => value.length === 1 && value[0] === '';

/**
 * Prepares one key of one operator. A value that the operator cannot compare (no number, no address, several values
 * where one is expected) fails an Allow and casts doubt on a Deny, whatever the operator asks. An operator that IAM does not know is unknown, never false: a Deny that uses it must
 * not vanish. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function prepareCondition(
  condition: PolicyCondition,
  { variables, effect }: { variables: boolean; effect: 'Allow' | 'Deny' },
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

  if (!isNull && !operator) return prepared(() => 'unknown');

  const otherwise = effect === 'Allow' ? 'no' : 'unknown';
  const decided = (comparison: Comparison): Answer =>
    comparison === 'incomparable' ? otherwise : comparison;
  if (!operator) {
    return prepared(value =>
      decided(nullHolds(value, condition.values, quantifier)),
    );
  }
  const { negated } = operator;
  const tests = condition.values.map(value =>
    operator.prepare(value, variables),
  );
  const how = { tests, negated, quantifier };
  return prepared((value, context) => {
    if (value === 'unknown') return 'unknown';
    return decided(
      value === 'absent' ||
        value.length === 0 ||
        (quantifier !== 'none' && isEmptyText(value))
        ? withoutValue(value, { negated, quantifier, ifExists })
        : valuesHold(value, how, context),
    );
  });
}

function nullHolds(
  value: KeyValue,
  wanted: string[],
  quantifier: Quantifier,
): Comparison {
  if (value === 'unknown') return 'unknown';
  const isNull = value === 'absent' || isEmptyText(value);
  if (quantifier !== 'none' && (isNull || value.length === 0)) {
    return toAnswer(quantifier === 'all');
  }
  // Whether a key without any value is there AWS does not say.
  if (!isNull && value.length === 0) return 'incomparable';
  return toAnswer(wanted.some(text => text.toLowerCase() === String(isNull)));
}

/** What a condition says of a key that the request does not have, or has without any value. */
function withoutValue(
  value: 'absent' | readonly string[],
  {
    negated,
    quantifier,
    ifExists,
  }: { negated: boolean; quantifier: Quantifier; ifExists: boolean },
): Comparison {
  if (quantifier === 'all') return 'yes';
  // ForAnyValue is false without a value, IfExists is true without one: AWS does not say which goes first.
  if (quantifier === 'any') return ifExists ? 'incomparable' : 'no';
  if (value !== 'absent') return 'incomparable';
  return ifExists ? 'yes' : toAnswer(negated);
}

function valuesHold(
  values: readonly string[],
  how: { tests: ValueTest[]; negated: boolean; quantifier: Quantifier },
  context: RequestContext,
): Comparison {
  const holds = (value: string) => {
    const matches = best(how.tests, test => test(value, context));
    return how.negated && matches !== 'incomparable' ? not(matches) : matches;
  };
  if (how.quantifier === 'none') {
    if (values.length === 1) return holds(values[0]);
    // AWS does not say what becomes of several values without ForAnyValue or ForAllValues, so nothing may rest on it.
    const all = values.map(holds);
    return all.every(answer => answer === 'no') ? 'no' : 'incomparable';
  }
  const all = values.map(holds);
  const decided = how.quantifier === 'all' ? 'no' : 'yes';
  if (all.includes(decided)) return decided;
  if (all.includes('incomparable')) return 'incomparable';
  if (all.includes('unknown')) return 'unknown';
  return how.quantifier === 'all' ? 'yes' : 'no';
}
