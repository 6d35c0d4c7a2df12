import { RbacBinding, RbacSubject } from '../model';
import { describeHolding } from './describeHolding';
import { KubernetesIdentity } from './identity';
import { bindingsOf, RbacIndex, usernameOf } from './rbacIndex';
import { RbacRequest, ruleAllows } from './ruleAllows';

/** What the RBAC authoriser answers. `no opinion` of it means denied, for nothing else is asked here. @public */
export interface Authorization {
  decision: 'allow' | 'deny';
  /** the binding that allows; for a denial the bindings that would count if their role existed, else empty */
  by: string;
}

const isAbout = (
  subject: RbacSubject,
  binding: RbacBinding,
  { username, groups }: KubernetesIdentity,
) =>
  subject.kind === 'Group'
    ? groups.includes(subject.name)
    : usernameOf(subject, binding) === username;

/**
 * Decides as the API server does for a user with exactly these groups: it adds none, so `system:authenticated` and the
 * groups of service accounts count only where they are given. Members of `system:masters` are asked nothing.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/rbac.go
 *
 * @public
 */
export function authorizeRbac(
  user: KubernetesIdentity,
  request: RbacRequest,
  index: RbacIndex,
): Authorization {
  if (user.groups.includes('system:masters')) {
    return { decision: 'allow', by: 'Group "system:masters"' };
  }
  const namespace = 'resource' in request ? request.namespace : undefined;
  const matching = new Set(
    bindingsOf(user, index, user.groups).map(({ binding }) => binding),
  );
  const cluster: RbacBinding[] = [];
  const local: RbacBinding[] = [];
  for (const binding of matching.size > 0 ? index.bindings : []) {
    if (!matching.has(binding)) continue;
    if (binding.namespace === undefined) cluster.push(binding);
    else if (binding.namespace === namespace) local.push(binding);
  }
  const inOrder = [...cluster, ...local];
  const by = inOrder.find(binding =>
    index.roleOf(binding)?.rules.some(rule => ruleAllows(rule, request)),
  );
  const subject = by?.subjects.find(s => isAbout(s, by, user));
  return by && subject
    ? { decision: 'allow', by: describeHolding(by, subject) }
    : { decision: 'deny', by: voidBindings(inOrder, index) };
}

/** The same words as the API server's for roles that do not exist. */
function voidBindings(
  bindings: readonly RbacBinding[],
  index: RbacIndex,
): string {
  return bindings
    .filter(binding => !index.roleOf(binding))
    .map(
      ({ roleRef }) =>
        `${roleRef.kind.toLowerCase()}.rbac.authorization.k8s.io "${
          roleRef.name
        }" not found`,
    )
    .join('; ');
}
