import { AccessScope } from '../model';

/**
 * Scopes of one access policy as sets, because EKS associates a policy with an entry once only and a second
 * association replaces the scope: what several grants need has to be merged before it is written.
 */
const WHOLE_CLUSTER = '/cluster';

/** Namespaces, or the whole cluster, as a set that can be merged and taken apart. @public */
export type ScopeSet = ReadonlySet<string>;

/** Nothing at all. @public */
export const noScope: ScopeSet = new Set();

/** A scope as a set; no scope is the empty one. @public */
export function toScopeSet(scope: AccessScope | undefined): ScopeSet {
  if (!scope) return noScope;
  return new Set(scope.type === 'cluster' ? [WHOLE_CLUSTER] : scope.namespaces);
}

/** The scope to write; the whole cluster swallows namespaces. Undefined: nothing is associated. @public */
export function toScope(set: ScopeSet): AccessScope | undefined {
  if (set.size === 0) return undefined;
  if (set.has(WHOLE_CLUSTER)) return { type: 'cluster' };
  return { type: 'namespace', namespaces: [...set].sort() };
}

/** All that is in any of the sets. @public */
export function union(...sets: ScopeSet[]): ScopeSet {
  return new Set(sets.flatMap(set => [...set]));
}

/** What is in the first set but not in the second. @public */
export function minus(a: ScopeSet, b: ScopeSet): ScopeSet {
  return new Set([...a].filter(item => !b.has(item)));
}

/** The part of `a` that somebody with scope `b` has: everything when `b` is the whole cluster. @public */
export function coveredBy(a: ScopeSet, b: ScopeSet): ScopeSet {
  if (b.has(WHOLE_CLUSTER)) return a;
  return new Set([...a].filter(item => b.has(item)));
}

/** Whether two scopes mean the same, in whatever order they are written. @public */
export function sameScope(
  a: AccessScope | undefined,
  b: AccessScope | undefined,
): boolean {
  const [x, y] = [toScopeSet(a), toScopeSet(b)];
  return x.size === y.size && [...x].every(item => y.has(item));
}

/** The scope in words: "the whole cluster", or the namespaces one by one, each in backticks. @public */
export function scopeWords(scope: AccessScope): string {
  if (scope.type === 'cluster') return 'the whole cluster';
  const names = [...scope.namespaces].sort().map(name => `\`${name}\``);
  return `the namespace${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}
