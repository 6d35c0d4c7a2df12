import { every, toAnswer } from '../answer';
import { arnFields, stringPattern } from '../matchPattern';
import { OperatorFamily, pair, ValueTest } from './operator';

const fieldNumbers = [0, 1, 2, 3, 4, 5] as const;

/** ArnEquals and ArnLike behave alike: six fields, each compared by itself, wildcards within a field. */
function prepare(policyValue: string, variables: boolean): ValueTest {
  // A variable may hold colons, so it is kept from being cut in two; such a value is compared as a whole.
  if (variables && /\$\{[^}]*:/.test(policyValue)) {
    return stringPattern(policyValue, {
      wildcards: true,
      ignoreCase: false,
      variables,
    }).matches;
  }
  const patterns = arnFields(policyValue).map(field =>
    stringPattern(field, { wildcards: true, ignoreCase: false, variables }),
  );
  return (value, context) => {
    const fields = arnFields(value);
    if (fields.length !== 6 || patterns.length !== 6) return toAnswer(false);
    return every(fieldNumbers, field =>
      patterns[field].matches(fields[field], context),
    );
  };
}

export const arnOperators: OperatorFamily = {
  ...pair('ArnEquals', 'ArnNotEquals', prepare),
  ...pair('ArnLike', 'ArnNotLike', prepare),
};
