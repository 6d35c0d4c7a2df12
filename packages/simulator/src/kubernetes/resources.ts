/** The resources that the simulated API serves. */
export interface Resource {
  group: string;
  plural: string;
  kind: string;
  namespaced: boolean;
  /** what kubectl takes for the plural as well: `ns` */
  short?: string;
}

export const resources: Resource[] = [
  {
    group: '',
    plural: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    short: 'ns',
  },
  { group: '', plural: 'nodes', kind: 'Node', namespaced: false, short: 'no' },
  { group: '', plural: 'pods', kind: 'Pod', namespaced: true, short: 'po' },
  {
    group: '',
    plural: 'configmaps',
    kind: 'ConfigMap',
    namespaced: true,
    short: 'cm',
  },
  { group: '', plural: 'secrets', kind: 'Secret', namespaced: true },
  {
    group: '',
    plural: 'serviceaccounts',
    kind: 'ServiceAccount',
    namespaced: true,
    short: 'sa',
  },
  {
    group: 'apps',
    plural: 'deployments',
    kind: 'Deployment',
    namespaced: true,
    short: 'deploy',
  },
  {
    group: 'apps',
    plural: 'statefulsets',
    kind: 'StatefulSet',
    namespaced: true,
    short: 'sts',
  },
  {
    group: 'batch',
    plural: 'cronjobs',
    kind: 'CronJob',
    namespaced: true,
    short: 'cj',
  },
  {
    group: 'apps',
    plural: 'daemonsets',
    kind: 'DaemonSet',
    namespaced: true,
    short: 'ds',
  },
  {
    group: 'rbac.authorization.k8s.io',
    plural: 'roles',
    kind: 'Role',
    namespaced: true,
  },
  {
    group: 'rbac.authorization.k8s.io',
    plural: 'rolebindings',
    kind: 'RoleBinding',
    namespaced: true,
  },
  {
    group: 'rbac.authorization.k8s.io',
    plural: 'clusterroles',
    kind: 'ClusterRole',
    namespaced: false,
  },
  {
    group: 'rbac.authorization.k8s.io',
    plural: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    namespaced: false,
  },
  {
    group: 'admissionregistration.k8s.io',
    plural: 'mutatingwebhookconfigurations',
    kind: 'MutatingWebhookConfiguration',
    namespaced: false,
  },
];

/** `v1` or `group/v1`. */
export function apiVersionOf({ group }: Resource): string {
  return group ? `${group}/v1` : 'v1';
}

/** A path of the API, taken apart. */
export interface ResourcePath {
  group: string;
  plural: string;
  namespace?: string;
  name?: string;
}

/** `/api/v1/namespaces/x/pods/y`, `/apis/apps/v1/daemonsets`, ... */
export function parseResourcePath(path: string): ResourcePath | undefined {
  const match = /^\/(?:api|apis\/([^/]+))\/v1\/(.+)$/.exec(path);
  if (!match) return undefined;
  const group = match[1] ?? '';
  const segments = match[2].split('/').filter(Boolean).map(decodeURIComponent);
  if (segments[0] === 'namespaces' && segments.length > 2) {
    const [, namespace, plural, name, ...rest] = segments;
    return rest.length ? undefined : { group, plural, namespace, name };
  }
  const [plural, name, ...rest] = segments;
  return plural && !rest.length ? { group, plural, name } : undefined;
}
