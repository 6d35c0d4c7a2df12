import { Derived } from '../model';
import { AssociatedAccessPolicy, PolicyRule, RbacBinding } from '../model';
import {
  accessPolicyDoubts,
  accessPolicyName,
  accessPolicyRules,
  authenticatedGroupsOf,
  BindingMatch,
  bindingsOf,
  isAdminLike,
  RbacIndex,
  rbacOf,
  RbacRequest,
  ruleAllows,
  usernameOf,
} from '../rbac';
import { MappedPrincipal } from './principals';

/** Something that gives a principal rights, and the rules it gives; `undefined` rules are not published by AWS. @public */
export type Grant =
  | { kind: 'system:masters' }
  | {
      kind: 'access-policy';
      policy: AssociatedAccessPolicy;
      rules: readonly PolicyRule[] | undefined;
    }
  | {
      kind: 'binding';
      binding: RbacBinding;
      /** the group or user of the subject */
      via: string;
      rules: readonly PolicyRule[];
      /** the subject is a user name that the principal's template may become, in a session of the right name */
      onlyAs?: string;
    };

/** User names of bindings in order, so that those with a beginning are found without looking at all. */
function sortedUsers(derived: Derived): readonly string[] {
  return derived.once('rbacUsers', () =>
    [...rbacOf(derived).bindingsOfUser.keys()].sort(),
  );
}

function withPrefix(sorted: readonly string[], prefix: string): string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; i < sorted.length && sorted[i].startsWith(prefix); i++) {
    found.push(sorted[i]);
  }
  return found;
}

const templateToken =
  /\{\{(?:SessionName|SessionNameRaw|AccountID|AccessKeyID|EC2PrivateDNSName)\}\}/;

/** Whether a user name is made of the identity that arrives. @public */
export const hasTemplate = (username: string): boolean =>
  templateToken.test(username);

/** Whether a name may be what a template becomes. @public */
export function matchesTemplate(template: string, name: string): boolean {
  const pattern = template
    .split(new RegExp(templateToken, 'g'))
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
  return new RegExp(`^${pattern}$`, 's').test(name);
}

/** A binding that speaks of a principal. @public */
export interface PrincipalBinding extends BindingMatch {
  /** the subject is a user name that the principal's template may become, in a session of the right name */
  onlyAs?: string;
}

/**
 * The bindings that speak of a principal: by its user name (as a pattern where it holds the session's name) or by one
 * of its groups.
 *
 * @public
 */
export function bindingsOfPrincipal(
  principal: Pick<MappedPrincipal, 'username' | 'groups'>,
  derived: Derived,
  groups: readonly string[] = authenticatedGroupsOf(principal),
): PrincipalBinding[] {
  const index: RbacIndex = rbacOf(derived);
  const { username } = principal;
  const at = username.search(templateToken);
  if (at < 0) return bindingsOf(principal, index, groups);
  const users = withPrefix(sortedUsers(derived), username.slice(0, at)).filter(
    name => matchesTemplate(username, name),
  );
  const found = new Map<RbacBinding, PrincipalBinding>();
  const each = ['', ...users].flatMap(name =>
    bindingsOf({ username: name, groups }, index, groups),
  );
  for (const { binding, subject } of each) {
    if (found.has(binding)) continue;
    const onlyAs =
      subject.kind === 'Group' ? undefined : usernameOf(subject, binding);
    found.set(binding, {
      binding,
      subject,
      ...(onlyAs !== undefined && { onlyAs }),
    });
  }
  return [...found.values()];
}

/** All that gives a principal rights beyond what every authenticated caller has. @public */
export function grantsOf(
  principal: MappedPrincipal,
  derived: Derived,
): Grant[] {
  const grants: Grant[] = [];
  if (principal.groups.includes('system:masters')) {
    grants.push({ kind: 'system:masters' });
  }
  for (const policy of principal.policies) {
    grants.push({
      kind: 'access-policy',
      policy,
      rules: accessPolicyRules(policy.policyArn),
    });
  }
  const index = rbacOf(derived);
  for (const { binding, subject, onlyAs } of bindingsOfPrincipal(
    principal,
    derived,
    principal.groups,
  )) {
    grants.push({
      kind: 'binding',
      binding,
      via: subject.name,
      rules: index.roleOf(binding)?.rules ?? [],
      ...(onlyAs !== undefined && { onlyAs }),
    });
  }
  return grants;
}

/** Whether a grant is as good as cluster-admin on the whole cluster. @public */
export function isClusterAdminGrant(grant: Grant): boolean {
  switch (grant.kind) {
    case 'system:masters':
      return true;
    case 'access-policy':
      return (
        grant.policy.scope.type === 'cluster' && isAdminLike(grant.rules ?? [])
      );
    default:
      return grant.binding.namespace === undefined && isAdminLike(grant.rules);
  }
}

/** A grant as people read it: `AmazonEKSViewPolicy on dev-*`, `ClusterRoleBinding ops to cluster-admin by group ops`. @public */
export function describeGrant(grant: Grant): string {
  switch (grant.kind) {
    case 'system:masters':
      return 'group system:masters';
    case 'access-policy': {
      const { policyArn, scope } = grant.policy;
      const where =
        scope.type === 'cluster'
          ? 'the whole cluster'
          : scope.namespaces.join(', ');
      return `${accessPolicyName(policyArn)} on ${where}`;
    }
    default: {
      const { binding, via } = grant;
      const kind = binding.namespace
        ? `RoleBinding ${binding.namespace}/${binding.name}`
        : `ClusterRoleBinding ${binding.name}`;
      return `${kind} to ${binding.roleRef.name} by ${via}`;
    }
  }
}

/** Whether a namespace lies in the scope of an access policy; names may hold `*`. @public */
export function isInScope(
  scope: AssociatedAccessPolicy['scope'],
  namespace: string | undefined,
): boolean {
  if (scope.type === 'cluster') return true;
  if (namespace === undefined) return false;
  return scope.namespaces.some(pattern =>
    new RegExp(
      `^${pattern
        .split('*')
        .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    ).test(namespace),
  );
}

/**
 * Whether a grant allows a request; `unknown` where AWS does not publish the rules, or where it is for sessions of one
 * name only.
 *
 * @public
 */
export function grantAllows(
  grant: Grant,
  request: RbacRequest,
): 'yes' | 'no' | 'unknown' {
  if (grant.kind === 'system:masters') return 'yes';
  const namespace = 'resource' in request ? request.namespace : undefined;
  const reaches =
    grant.kind === 'access-policy'
      ? isInScope(grant.policy.scope, namespace)
      : grant.binding.namespace === undefined ||
        grant.binding.namespace === namespace;
  if (!reaches) return 'no';
  if (!grant.rules) return 'unknown';
  const allows = (rules: readonly PolicyRule[]) =>
    rules.some(rule => ruleAllows(rule, request));
  if (!allows(grant.rules)) {
    return grant.kind === 'access-policy' &&
      allows(accessPolicyDoubts(grant.policy.policyArn))
      ? 'unknown'
      : 'no';
  }
  return grant.kind === 'binding' && grant.onlyAs !== undefined
    ? 'unknown'
    : 'yes';
}

/** What a principal may do in the cluster, by RBAC and access policies together. @public */
export type ClusterAccessDecision =
  | { decision: 'allowed'; by: Grant }
  | { decision: 'denied' }
  | { decision: 'unknown'; because: string };

/** https://kubernetes.io/docs/reference/access-authn-authz/node/ */
const isNodeIdentity = ({
  username,
  groups,
}: Pick<MappedPrincipal, 'username' | 'groups'>) =>
  username.startsWith('system:node:') && groups.includes('system:nodes');

/**
 * Decides one request of one mapped principal; implicit groups count as well. What nodes may do is decided by the Node
 * authoriser too, which nobody sees from here.
 *
 * @public
 */
export function evaluateAccess(
  principal: MappedPrincipal,
  request: RbacRequest,
  derived: Derived,
): ClusterAccessDecision {
  const index = rbacOf(derived);
  const withImplicit = {
    ...principal,
    groups: authenticatedGroupsOf(principal),
  };
  const grants = grantsOf(withImplicit, derived);
  const by = grants.find(grant => grantAllows(grant, request) === 'yes');
  if (by) return { decision: 'allowed', by };
  const because = (text: string): ClusterAccessDecision => ({
    decision: 'unknown',
    because: text,
  });
  if (index.unread.length > 0) {
    return because(`${index.unread.join(', ')} not read`);
  }
  const doubtful = grants.find(
    grant => grantAllows(grant, request) === 'unknown',
  );
  if (doubtful?.kind === 'binding') {
    return because(
      `${describeGrant(doubtful)} allows it to sessions that arrive as ${
        doubtful.onlyAs
      }`,
    );
  }
  if (doubtful) {
    return because(
      `AWS does not publish whether ${describeGrant(doubtful)} allows it`,
    );
  }
  if (principal.groups.some(hasTemplate)) {
    return because('its groups depend on the name of the session');
  }
  return isNodeIdentity(withImplicit)
    ? because('the Node authoriser decides about nodes as well')
    : { decision: 'denied' };
}
