import { Comparison } from '../answer';
import { arnFields, stringPattern } from '../matchPattern';
import { OperatorFamily, pair, ValueTest } from './operator';

/** Every field must be meant. */
function worst(fields: readonly Comparison[]): Comparison {
  if (fields.includes('incomparable')) return 'incomparable';
  if (fields.includes('no')) return 'no';
  return fields.includes('unknown') ? 'unknown' : 'yes';
}

/** The colon in `${aws:username}` ends no field. */
function patternFields(pattern: string, variables: boolean): string[] {
  if (!variables) return arnFields(pattern);
  const fields = pattern.split(/:(?![^{}]*\})/);
  return fields.length <= 6
    ? fields
    : [...fields.slice(0, 5), fields.slice(5).join(':')];
}

/** ArnEquals and ArnLike behave alike: six fields, each compared by itself, wildcards within a field. */
function prepare(policyValue: string, variables: boolean): ValueTest {
  const options = { wildcards: true, ignoreCase: false, variables };
  const patterns = patternFields(policyValue, variables).map(field =>
    stringPattern(field, options),
  );
  // A variable may stand for several fields, or for the whole ARN.
  const whole =
    variables && policyValue.includes('${')
      ? stringPattern(policyValue, options)
      : undefined;
  return (value, context) => {
    const fields = arnFields(value);
    if (fields.length !== 6) return 'incomparable';
    if (patterns.length !== 6) {
      return whole?.matches(value, context) ?? 'incomparable';
    }
    return worst(
      patterns.map((pattern, field) => pattern.matches(fields[field], context)),
    );
  };
}

export const arnOperators: OperatorFamily = {
  ...pair('ArnEquals', 'ArnNotEquals', prepare),
  ...pair('ArnLike', 'ArnNotLike', prepare),
};
