import { Cluster } from '../estate/World';
import { accessPolicyRules, Rule } from './accessPolicies';
import { Identity } from './identity';
import { KubernetesObject } from './ObjectStore';
import { StatusError } from './status';

/** What a request wants to do. */
export type Attributes =
  | {
      verb: string;
      group: string;
      resource: string;
      namespace?: string;
      name?: string;
    }
  | { verb: string; path: string };

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

/** The reason why it is allowed, or `undefined`: RBAC or an access policy may allow, nothing can deny. */
export function allows(
  cluster: Cluster,
  who: Identity,
  what: Attributes,
): string | undefined {
  return byRbac(cluster, who, what) ?? byAccessPolicy(who, what);
}

/** Throws Kubernetes' sentence unless it is allowed. */
export function check(cluster: Cluster, who: Identity, what: Attributes): void {
  if (allows(cluster, who, what)) return;
  const user = `User "${who.username}" cannot ${what.verb}`;
  if ('path' in what) {
    throw new StatusError(
      403,
      'Forbidden',
      `forbidden: ${user} path "${what.path}"`,
    );
  }
  const { group, resource, namespace, name } = what;
  const qualified = group ? `${resource}.${group}` : resource;
  const subject = name ? `${qualified} "${name}"` : qualified;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  throw new StatusError(
    403,
    'Forbidden',
    `${subject} is forbidden: ${user} resource "${resource}" in API group "${group}" ${where}`,
    { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource },
  );
}

function byRbac(cluster: Cluster, who: Identity, what: Attributes) {
  if (who.groups.includes('system:masters')) return 'system:masters';
  const { objects } = cluster;
  const namespace = 'path' in what ? undefined : what.namespace;
  for (const binding of objects.list('clusterrolebindings')) {
    if (
      names(binding, who) &&
      rulesOf(cluster, binding).some(rule => ruleAllows(rule, what))
    ) {
      return `RBAC: allowed by ClusterRoleBinding "${binding.metadata.name}"`;
    }
  }
  for (const binding of namespace
    ? objects.list('rolebindings', namespace)
    : []) {
    if (
      names(binding, who) &&
      rulesOf(cluster, binding).some(rule => ruleAllows(rule, what))
    ) {
      return `RBAC: allowed by RoleBinding "${binding.metadata.name}/${namespace}"`;
    }
  }
  return undefined;
}

function names(binding: KubernetesObject, who: Identity): boolean {
  return ((binding.subjects as Subject[] | undefined) ?? []).some(
    subject =>
      (subject.kind === 'User' && subject.name === who.username) ||
      (subject.kind === 'Group' && who.groups.includes(subject.name)),
  );
}

function rulesOf(cluster: Cluster, binding: KubernetesObject): Rule[] {
  const { kind, name } = binding.roleRef as { kind: string; name: string };
  const role =
    kind === 'ClusterRole'
      ? cluster.objects.get('clusterroles', undefined, name)
      : cluster.objects.get('roles', binding.metadata.namespace, name);
  return (role?.rules as Rule[] | undefined) ?? [];
}

function byAccessPolicy({ entry, extra }: Identity, what: Attributes) {
  for (const { policyArn, scope } of entry?.policies ?? []) {
    const namespace = 'path' in what ? undefined : what.namespace;
    const inScope =
      scope.type === 'cluster' ||
      (namespace !== undefined &&
        scope.namespaces.some(pattern => namespaceMatches(pattern, namespace)));
    const rules = accessPolicyRules[policyArn.split('/')[1]] ?? [];
    if (inScope && rules.some(rule => ruleAllows(rule, what))) {
      return `EKS Access Policy: allowed by ClusterRoleBinding "${entry?.principalArn}+${policyArn}" of ClusterRole "${policyArn}" to User "${extra.principalId[0]}"`;
    }
  }
  return undefined;
}

function namespaceMatches(pattern: string, namespace: string): boolean {
  const expression = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${expression}$`).test(namespace);
}

function ruleAllows(rule: Rule, what: Attributes): boolean {
  if (!rule.verbs.some(verb => verb === '*' || verb === what.verb)) {
    return false;
  }
  if ('path' in what) {
    return (rule.nonResourceURLs ?? []).some(
      url =>
        url === what.path ||
        (url.endsWith('*') && what.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, name } = what;
  return (
    (rule.apiGroups ?? []).some(g => g === '*' || g === group) &&
    (rule.resources ?? []).some(r => r === '*' || r === resource) &&
    (!rule.resourceNames?.length ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}
