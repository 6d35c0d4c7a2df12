/** Who asks, as Kubernetes knows them. @public */
export interface KubernetesIdentity {
  username: string;
  /** without the groups that the API server adds itself */
  groups: readonly string[];
}

/** The user name of a service account. @public */
export const serviceAccountUser = (namespace: string, name: string): string =>
  `system:serviceaccount:${namespace}:${name}`;

/** The groups of every service account of a namespace, as the API server gives them to its tokens. @public */
export const serviceAccountGroups = (namespace: string): string[] => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
];

/** A service account as its token makes it known. @public */
export const serviceAccountIdentity = (
  namespace: string,
  name: string,
): KubernetesIdentity => ({
  username: serviceAccountUser(namespace, name),
  groups: serviceAccountGroups(namespace),
});

/**
 * The groups of somebody whom a webhook or a token made known: theirs and `system:authenticated`. Anonymous callers get
 * nothing added, and neither does who already says whether they are authenticated.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/authentication/group/authenticated_group_adder.go
 *
 * @public
 */
export function authenticatedGroupsOf({
  username,
  groups,
}: KubernetesIdentity): string[] {
  const said = ['system:authenticated', 'system:unauthenticated'];
  return username === 'system:anonymous' || said.some(g => groups.includes(g))
    ? [...new Set(groups)]
    : [...new Set([...groups, 'system:authenticated'])];
}

/**
 * The groups of somebody of whom only the name may be known: a name of a service account is taken for one, with its
 * groups, and `system:anonymous` for a caller without credentials. Do not ask this about an IAM principal that is mapped
 * to such a name: the groups of service accounts come with their tokens only.
 *
 * @public
 */
export function allGroupsOf(identity: KubernetesIdentity): string[] {
  const { username, groups } = identity;
  if (username === 'system:anonymous') return ['system:unauthenticated'];
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(username);
  return authenticatedGroupsOf({
    username,
    groups: [...groups, ...(account ? serviceAccountGroups(account[1]) : [])],
  });
}
