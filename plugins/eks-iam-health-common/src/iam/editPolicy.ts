import { parsePolicy } from './parsePolicy';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The document with one statement changed; everything else stays as it is. `undefined` when the document is no policy
 * or has no such statement.
 */
export function withChangedStatement(
  document: unknown,
  index: number,
  change: (statement: Json) => Json,
): unknown {
  if (parsePolicy(document).status === 'malformed') return undefined;
  const value: unknown =
    typeof document === 'string' ? JSON.parse(document) : document;
  if (!isObject(value)) return undefined;
  const statements: unknown[] = Array.isArray(value.Statement)
    ? value.Statement
    : [value.Statement];
  const statement = statements[index];
  if (!isObject(statement)) return undefined;
  return {
    ...value,
    Statement: statements.map((other, i) =>
      i === index ? change(statement) : other,
    ),
  };
}

/** The statement with another list of actions. */
export function withActions(statement: Json, more: string[]): Json {
  const { Action } = statement;
  const actions: unknown[] = Array.isArray(Action) ? Action : [Action];
  return { ...statement, Action: [...actions, ...more] };
}

/**
 * The statement with the conditions on one key replaced by one operator; `undefined` values remove them. Operators that
 * hold nothing any more disappear.
 */
export function withCondition(
  statement: Json,
  key: string,
  operator: string,
  values: string[] | undefined,
): Json {
  const isKey = (name: string) => name.toLowerCase() === key.toLowerCase();
  const before = isObject(statement.Condition) ? statement.Condition : {};
  const kept = Object.entries(before).flatMap(([name, keys]) => {
    if (!isObject(keys)) return [];
    const others = Object.entries(keys).filter(([k]) => !isKey(k));
    return others.length > 0
      ? [[name, Object.fromEntries(others)] as const]
      : [];
  });
  const condition: Record<string, Json> = Object.fromEntries(kept);
  if (values) {
    condition[operator] = {
      ...condition[operator],
      [key]: values.length === 1 ? values[0] : values,
    };
  }
  return { ...statement, Condition: condition };
}
