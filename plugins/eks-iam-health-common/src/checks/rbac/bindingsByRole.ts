import {
  Derived,
  isRead,
  PolicyRule,
  RbacBinding,
  RbacRole,
} from '../../model';
import { rbacOf } from '../../rbac';

/** Which bindings give the rules of a role. */
export interface BindingsByRole {
  /** bindings to the role, and to roles that are aggregated of it */
  bindings: (role: RbacRole) => readonly RbacBinding[];
  /** the rules of a role that it does not have from others */
  ownRules: (role: RbacRole) => readonly PolicyRule[];
}

/** Bindings by the role whose rules they give, aggregation included; built once. */
export function bindingsByRole(derived: Derived): BindingsByRole {
  return derived.once('bindingsByRole', ({ sections }) => {
    const index = rbacOf(derived);
    const direct = new Map<RbacRole, RbacBinding[]>();
    for (const binding of index.bindings) {
      const role = index.roleOf(binding);
      if (!role) continue;
      const known = direct.get(role);
      if (known) known.push(binding);
      else direct.set(role, [binding]);
    }
    const clusterRoles = isRead(sections.clusterRoles)
      ? sections.clusterRoles.value
      : [];
    const wholes = clusterRoles.filter(({ aggregation }) => aggregation);
    const isPartOf = (part: RbacRole, whole: RbacRole) =>
      part !== whole &&
      part.namespace === undefined &&
      (whole.aggregation ?? []).some(selector => selects(selector, part));

    const bindings = (role: RbacRole): readonly RbacBinding[] => {
      const found = new Set<RbacRole>([role]);
      // A set grows while it is walked: parts of parts are found as well, and no ring is walked twice.
      for (const part of found) {
        for (const whole of wholes) if (isPartOf(part, whole)) found.add(whole);
      }
      return [...found].flatMap(one => direct.get(one) ?? []);
    };
    const ownRules = (role: RbacRole): readonly PolicyRule[] => {
      if (!role.aggregation) return role.rules;
      const fromParts = new Set(
        clusterRoles
          .filter(part => isPartOf(part, role))
          .flatMap(({ rules }) => rules.map(text)),
      );
      return role.rules.filter(rule => !fromParts.has(text(rule)));
    };
    return { bindings, ownRules };
  });
}

function text(rule: PolicyRule): string {
  return JSON.stringify([
    rule.apiGroups,
    rule.resources,
    rule.verbs,
    rule.resourceNames,
    rule.nonResourceURLs,
  ]);
}

/** An empty selector selects everything. */
function selects(
  selector: Record<string, string>,
  { labels }: RbacRole,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}
