import { arrivalKey } from '../arn';
import { Derived, PolicyRule } from '../model';
import { rbacOf, usernameOf } from '../rbac';
import { MappedPrincipal, principalsIn } from './principals';
import { describeGrant, Grant, grantsOf } from './rights';

/** Rules that somebody holds in one scope, and the object that gives them. @public */
export interface ScopedRules {
  /** absent: the whole cluster; else a namespace, or a pattern of namespaces with `*` */
  namespace?: string;
  /** `undefined`: AWS does not publish them */
  rules: readonly PolicyRule[] | undefined;
  by: string;
}

/** Somebody with rights in the cluster. @public */
export interface EffectiveAccess {
  kind: 'principal' | 'user' | 'group' | 'service-account';
  /** ARN of the principal without the path of its role; name of the subject */
  name: string;
  /** how a principal arrives */
  arrival?: { username: string; groups: readonly string[]; readFrom: string };
  rules: ScopedRules[];
}

const everything: PolicyRule[] = [
  {
    apiGroups: ['*'],
    resources: ['*'],
    verbs: ['*'],
    resourceNames: [],
    nonResourceURLs: [],
  },
  {
    apiGroups: [],
    resources: [],
    verbs: ['*'],
    resourceNames: [],
    nonResourceURLs: ['*'],
  },
];

/** In a namespace the paths of a ClusterRole count for nothing. */
const inNamespace = (rules: readonly PolicyRule[]) =>
  rules.filter(rule => rule.nonResourceURLs.length === 0);

const ofBinding = (
  namespace: string | undefined,
  rules: readonly PolicyRule[],
  by: string,
): ScopedRules =>
  namespace === undefined
    ? { rules, by }
    : { namespace, rules: inNamespace(rules), by };

/**
 * What everybody holds in the cluster, by the name under which two snapshots know them: principals that get in, and the
 * subjects of bindings.
 *
 * @public
 */
export function effectiveAccessOf(
  derived: Derived,
): ReadonlyMap<string, EffectiveAccess> {
  return derived.once('effectiveAccess', () => {
    const found = new Map<string, EffectiveAccess>();
    for (const principal of principalsIn(derived).all) {
      if (principal.state !== 'live') continue;
      const name = arrivalKey(principal.arn);
      found.set(`principal ${name}`, toAccess(principal, derived));
    }
    addSubjects(found, derived);
    return found;
  });
}

function toAccess(
  principal: MappedPrincipal,
  derived: Derived,
): EffectiveAccess {
  const { arn, username, groups, readFrom } = principal;
  return {
    kind: 'principal',
    name: arn,
    arrival: { username, groups, readFrom },
    rules: grantsOf(principal, derived).flatMap(grant =>
      toScoped(grant, readFrom),
    ),
  };
}

function toScoped(grant: Grant, readFrom: string): ScopedRules[] {
  const by = `${describeGrant(grant)}, ${readFrom}`;
  switch (grant.kind) {
    case 'system:masters':
      return [{ rules: everything, by }];
    case 'access-policy': {
      const { scope } = grant.policy;
      const { rules } = grant;
      return scope.type === 'cluster'
        ? [{ rules, by }]
        : scope.namespaces.map(namespace => ({
            namespace,
            rules: rules && inNamespace(rules),
            by,
          }));
    }
    default:
      return [ofBinding(grant.binding.namespace, grant.rules, by)];
  }
}

function addSubjects(found: Map<string, EffectiveAccess>, derived: Derived) {
  const index = rbacOf(derived);
  for (const binding of index.bindings) {
    const rules = index.roleOf(binding)?.rules ?? [];
    const kind = binding.namespace ? 'RoleBinding' : 'ClusterRoleBinding';
    const place = binding.namespace
      ? `${binding.namespace}/${binding.name}`
      : binding.name;
    const by = `${kind} ${place} to ${binding.roleRef.name}`;
    for (const subject of binding.subjects) {
      const isAccount = subject.kind === 'ServiceAccount';
      const name =
        subject.kind === 'Group' ? subject.name : usernameOf(subject, binding);
      if (name === undefined) continue;
      const key = `${subject.kind === 'Group' ? 'group' : 'user'} ${name}`;
      const access: EffectiveAccess = found.get(key) ?? {
        kind: subject.kind === 'Group' ? 'group' : 'user',
        name,
        rules: [],
      };
      if (isAccount || name.startsWith('system:serviceaccount:')) {
        access.kind = 'service-account';
      }
      access.rules.push(ofBinding(binding.namespace, rules, by));
      found.set(key, access);
    }
  }
}
