import { PolicyRule, RbacRole } from '../model';
import { isValidSelector, RawLabelSelector, selects } from './labelSelector';

/** A ClusterRole as it is written, with its selectors. @public */
export interface AggregatingRole {
  role: RbacRole;
  /** absent: the role is not aggregated */
  selectors?: readonly RawLabelSelector[];
}

/**
 * Gives aggregated ClusterRoles the rules that the controller in the control plane would write into them: the union of
 * the rules of all roles that are selected, in place of what stands there. A role none of whose selected roles is given
 * keeps its rules: then it was read from a cluster without its parts, and the controller has filled it already.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 *
 * @public
 */
export function aggregateRules(given: readonly AggregatingRole[]): RbacRole[] {
  const parts = new Map(
    given.map(item => [item, item.selectors ? partsOf(item, given) : []]),
  );
  return given.map(item => {
    const isAggregated = (parts.get(item) ?? []).length > 0;
    return isAggregated
      ? { ...item.role, rules: unionOf(item, parts) }
      : item.role;
  });
}

function partsOf(
  { role, selectors = [] }: AggregatingRole,
  given: readonly AggregatingRole[],
): AggregatingRole[] {
  // With one selector that does not parse the controller leaves the role as it is.
  if (!selectors.every(isValidSelector)) return [];
  return given.filter(
    other =>
      other.role.name !== role.name &&
      selectors.some(selector => selects(selector, other.role.labels)),
  );
}

/** An aggregated role may be part of another one, even in a circle: then all in the circle get the same. */
function unionOf(
  start: AggregatingRole,
  parts: ReadonlyMap<AggregatingRole, AggregatingRole[]>,
): PolicyRule[] {
  const seen = new Set<AggregatingRole>();
  const rules = new Map<string, PolicyRule>();
  const visit = (item: AggregatingRole) => {
    if (seen.has(item)) return;
    seen.add(item);
    const below = parts.get(item) ?? [];
    below.forEach(visit);
    if (below.length > 0) return;
    for (const rule of item.role.rules) rules.set(JSON.stringify(rule), rule);
  };
  visit(start);
  return [...rules.values()];
}
