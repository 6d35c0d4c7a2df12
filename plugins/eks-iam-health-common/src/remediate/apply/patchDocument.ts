type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** https://www.rfc-editor.org/rfc/rfc7386: a field of the patch replaces, `null` removes. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Fields = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

interface Step {
  op: string;
  path: string;
  value?: unknown;
}

/** The steps of https://www.rfc-editor.org/rfc/rfc6902 that repairs use: test, add, replace, remove. */
export function jsonPatch(target: unknown, steps: readonly Step[]): unknown {
  return steps.reduce((document, { op, path, value }) => {
    const keys = path
      .split('/')
      .slice(1)
      .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    return op === 'test' ? document : stepAt(document, keys, op, value);
  }, target);
}

function stepAt(
  target: unknown,
  [key, ...rest]: string[],
  op: string,
  value: unknown,
): unknown {
  if (Array.isArray(target)) {
    const index = key === '-' ? target.length : Number(key);
    const items: unknown[] = [...target];
    if (rest.length > 0) items[index] = stepAt(items[index], rest, op, value);
    else if (op === 'remove') items.splice(index, 1);
    else items.splice(index, op === 'add' ? 0 : 1, value);
    return items;
  }
  const fields: Fields = isFields(target) ? { ...target } : {};
  if (rest.length > 0) fields[key] = stepAt(fields[key], rest, op, value);
  else if (op === 'remove') delete fields[key];
  else fields[key] = value;
  return fields;
}

/** What `kubectl patch` makes of an object: a list is a JSON patch, an object a merge patch. */
export function patched(target: unknown, patch: unknown): unknown {
  return Array.isArray(patch)
    ? jsonPatch(target, patch as Step[])
    : mergePatch(target, patch);
}
