import { describeHolding } from './describeHolding';
import { KubernetesIdentity } from './identity';
import { BindingMatch, bindingsOf, RbacIndex } from './rbacIndex';
import { RbacRequest, ruleAllows } from './ruleAllows';

/** What the RBAC authoriser answers. `no opinion` of it means denied, for nothing else is asked here. @public */
export interface Authorization {
  decision: 'allow' | 'deny';
  /** the binding that allows; for a denial the bindings that would count if their role existed, else empty */
  by: string;
}

/**
 * Decides as the API server does for a user with exactly these groups: it adds none, so `system:authenticated` and the
 * groups of service accounts count only where they are given. Members of `system:masters` are asked nothing.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/rbac.go
 *
 * @public
 */
export function authorize(
  user: KubernetesIdentity,
  request: RbacRequest,
  index: RbacIndex,
): Authorization {
  if (user.groups.includes('system:masters')) {
    return { decision: 'allow', by: 'Group "system:masters"' };
  }
  const namespace = 'resource' in request ? request.namespace : undefined;
  const matches = bindingsOf(user, index, user.groups).filter(
    ({ binding }) =>
      binding.namespace === undefined ||
      (namespace !== undefined && binding.namespace === namespace),
  );
  const clusterWideFirst = [
    ...matches.filter(({ binding }) => binding.namespace === undefined),
    ...matches.filter(({ binding }) => binding.namespace !== undefined),
  ];
  const by = clusterWideFirst.find(({ binding }) =>
    index.roleOf(binding)?.rules.some(rule => ruleAllows(rule, request)),
  );
  return by
    ? { decision: 'allow', by: describeHolding(by.binding, by.subject) }
    : { decision: 'deny', by: voidBindings(clusterWideFirst, index) };
}

/** The same words as the API server's for roles that do not exist. */
function voidBindings(
  matches: readonly BindingMatch[],
  index: RbacIndex,
): string {
  return matches
    .filter(({ binding }) => !index.roleOf(binding))
    .map(
      ({ binding: { roleRef } }) =>
        `${roleRef.kind.toLowerCase()}.rbac.authorization.k8s.io "${
          roleRef.name
        }" not found`,
    )
    .join('; ');
}
