type Json = Record<string, unknown>;

/** Lists whose items are known by a field; all others are replaced as a whole. */
const keys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The patch that kubectl sends for types that it knows, with the directives that it uses.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Json = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    // orders and directives are no fields
    if (name.startsWith('$')) continue;
    const key = keys[name];
    if (value === null) delete result[name];
    else if (key && Array.isArray(value)) {
      result[name] = mergeList(result[name], value, key);
    } else if (isObject(value)) {
      result[name] = strategicMerge(result[name], value);
    } else {
      result[name] = value;
    }
  }
  return result;
}

function mergeList(target: unknown, patch: unknown[], key: string): Json[] {
  const items = Array.isArray(target) ? target.filter(isObject) : [];
  for (const item of patch.filter(isObject)) {
    const at = items.findIndex(one => one[key] === item[key]);
    if (item.$patch === 'delete') {
      if (at >= 0) items.splice(at, 1);
    } else if (at >= 0) items[at] = strategicMerge(items[at], item) as Json;
    else items.push(item);
  }
  return items;
}
