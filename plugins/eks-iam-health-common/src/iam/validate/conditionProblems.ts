import { parseOperator } from '../operators';
import { dateProblem } from './dateProblem';
import { isObject, Report } from './report';

/**
 * What is wrong with a `Condition`: operators that IAM does not have, and values that are neither text, number nor
 * boolean. An operator without keys asks nothing, and IAM takes it whatever its name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function reportCondition(value: unknown, path: string, report: Report) {
  if (!isObject(value)) {
    report(path, 'must be an object');
    return;
  }
  for (const [operator, keys] of Object.entries(value)) {
    const operatorPath = `${path}.${operator}`;
    if (!isObject(keys)) {
      report(operatorPath, 'must be an object');
      continue;
    }
    const entries = Object.entries(keys);
    if (entries.length > 0 && !isOperator(operator)) {
      report(operatorPath, 'is no condition operator');
    }
    const isDate = /^(\w+:)?date/i.test(operator);
    for (const [key, values] of entries) {
      const keyPath = `${operatorPath}.${key}`;
      if (key.trim() === '') report(keyPath, 'must name a condition key');
      reportValues(values, keyPath, isDate, report);
    }
  }
}

function isOperator(name: string): boolean {
  const { operator, isNull, ifExists } = parseOperator(name);
  return isNull ? !ifExists : operator !== undefined;
}

function reportValues(
  values: unknown,
  path: string,
  isDate: boolean,
  report: Report,
) {
  const list: unknown[] = Array.isArray(values) ? values : [values];
  list.forEach((value, index) => {
    const at = Array.isArray(values) ? `${path}[${index}]` : path;
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      report(at, 'must be text, a number or a boolean');
      return;
    }
    const problem = isDate ? dateProblem(String(value)) : undefined;
    if (problem) report(at, problem);
  });
}
