import { parseOperator } from '../operators';
import { PolicyCondition, PolicyStatement } from '../parsePolicy';
import { spellingOfKey } from '../vocabulary';
import { Misreading } from './misreading';

const isExact = (operator: string) =>
  /^(\w+:)?string(not)?equals(ignorecase)?(ifexists)?$/i.test(operator);

/** Wildcards that are not escaped. */
const isPattern = (value: string) =>
  /[*?]/.test(value.replace(/\$\{[^}]*\}/g, ''));

/** What the conditions of a statement seem to say and do not. */
export function misreadConditions(statement: PolicyStatement): Misreading[] {
  const { conditions, effect } = statement;
  return conditions.flatMap(condition => {
    const found: Misreading[] = [];
    const add = (
      verdict: Misreading['verdict'],
      what: string,
      instead: string,
    ) => found.push({ verdict, statement, what, instead });
    const { operator, key, values } = condition;
    const { quantifier, ifExists } = parseOperator(operator);

    const wildcard = values.find(value => isPattern(value));
    if (wildcard !== undefined && isExact(operator)) {
      add(
        'fail',
        `\`${operator}\` takes the wildcard in \`${wildcard}\` for a character`,
        `use \`${operator.replace(/Equals/i, 'Like')}\``,
      );
    }
    const spelling = spellingOfKey(key);
    if (spelling.status === 'misspelt') {
      add(
        'fail',
        `no request has the key \`${key}\``,
        `write \`${spelling.meant}\``,
      );
    } else if (spelling.status === 'unheard') {
      add(
        'warn',
        `\`${key}\` is no key that AWS documents`,
        'look the key up in the Service Authorization Reference',
      );
    }
    if (
      effect === 'Allow' &&
      quantifier === 'all' &&
      !demands(conditions, key)
    ) {
      add(
        'warn',
        `\`${operator}\` allows requests without \`${key}\` as well`,
        `add \`"Null": {"${key}": "false"}\``,
      );
    }
    if (effect === 'Allow' && ifExists && quantifier !== 'all') {
      add(
        'warn',
        `\`${operator}\` allows requests without \`${key}\` as well`,
        `use \`${operator.replace(
          /IfExists$/i,
          '',
        )}\` where the key is always there`,
      );
    }
    return found;
  });
}

/** Whether another condition demands that the key is there. */
function demands(conditions: PolicyCondition[], key: string): boolean {
  return conditions.some(
    other =>
      other.key.toLowerCase() === key.toLowerCase() &&
      parseOperator(other.operator).isNull &&
      other.values.every(value => value.toLowerCase() === 'false'),
  );
}
