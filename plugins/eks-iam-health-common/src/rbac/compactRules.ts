import { PolicyRule } from '../model';

/**
 * The same rights in fewer rules, for people: parts that differ in the verb alone become one rule, then those that
 * differ in the resource alone, then those that differ in the name alone.
 *
 * @public
 */
export function compactRules(rules: readonly PolicyRule[]): PolicyRule[] {
  const byVerb = merge(rules, 'verbs');
  const byPath = merge(byVerb, 'nonResourceURLs');
  const byResource = merge(byPath, 'resources');
  return merge(byResource, 'resourceNames');
}

type Field = keyof PolicyRule;

const fields: readonly Field[] = [
  'apiGroups',
  'resources',
  'verbs',
  'resourceNames',
  'nonResourceURLs',
];

/** Joins rules that are equal but for one field. An empty field means something else than a full one, so it stays. */
function merge(rules: readonly PolicyRule[], field: Field): PolicyRule[] {
  const merged = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const rest = fields
      .filter(other => other !== field)
      .map(other => [...rule[other]].sort());
    const key = JSON.stringify([rule[field].length > 0, ...rest]);
    const found = merged.get(key);
    const values = [...new Set([...(found?.[field] ?? []), ...rule[field]])];
    merged.set(key, { ...(found ?? rule), [field]: values });
  }
  return [...merged.values()];
}

/**
 * A rule in one line: `get, list pods, pods/log`, `patch deployments.apps "web"`, `get /logs/*`.
 *
 * @public
 */
export function describeRule(rule: PolicyRule): string {
  const { apiGroups, resources, verbs, resourceNames, nonResourceURLs } = rule;
  const what = [
    ...resources.flatMap(resource =>
      apiGroups.map(group => (group ? `${resource}.${group}` : resource)),
    ),
    ...nonResourceURLs,
  ].join(', ');
  const names = resourceNames.map(name => ` "${name}"`).join(',');
  return `${verbs.join(', ')} ${what}${names}`;
}
