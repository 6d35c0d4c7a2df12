import { BINDINGS, CLUSTER_ROLES, READ, Rule, URL_ROLES } from './stockRbac';
import { Cluster } from './World';

/** RBAC objects and the identity webhook, as a new EKS cluster has them. */
export function addStockObjects(cluster: Cluster): void {
  const { objects, createdAt } = cluster;
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const metadata = (name: string) =>
    name.startsWith('eks:') || name === 'aws-node'
      ? { name, labels: { 'eks.amazonaws.com/component': name } }
      : {
          name,
          labels,
          annotations: {
            'rbac.authorization.kubernetes.io/autoupdate': 'true',
          },
        };
  for (const [name, rules] of Object.entries(CLUSTER_ROLES)) {
    const urls =
      name === 'cluster-admin'
        ? [{ verbs: ['*'], nonResourceURLs: ['*'] }]
        : [];
    objects.add(
      'clusterroles',
      { metadata: metadata(name), rules: [...rules.map(toRule), ...urls] },
      createdAt,
    );
  }
  for (const [name, nonResourceURLs] of Object.entries(URL_ROLES)) {
    objects.add(
      'clusterroles',
      {
        metadata: metadata(name),
        rules: [{ verbs: ['get'], nonResourceURLs }],
      },
      createdAt,
    );
  }
  const controllers: typeof BINDINGS = Object.keys(CLUSTER_ROLES)
    .filter(name => name.startsWith('system:controller:'))
    .map(name => [
      name,
      name,
      [`ServiceAccount kube-system/${name.slice('system:controller:'.length)}`],
    ]);
  for (const [name, role, subjects] of [...BINDINGS, ...controllers]) {
    objects.add(
      'clusterrolebindings',
      {
        metadata: metadata(name),
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: role,
        },
        ...(subjects.length ? { subjects: subjects.map(toSubject) } : {}),
      },
      createdAt,
    );
  }
  addLeaderLocking(cluster);
}

/** The webhook that injects credentials into pods. */
export function addIdentityWebhook(cluster: Cluster): void {
  cluster.objects.add(
    'mutatingwebhookconfigurations',
    {
      metadata: { name: 'pod-identity-webhook' },
      webhooks: [
        {
          name: 'iam-for-pods.amazonaws.com',
          admissionReviewVersions: ['v1beta1'],
          clientConfig: { url: 'https://127.0.0.1:23443/mutate' },
          failurePolicy: 'Ignore',
          objectSelector: {
            matchExpressions: [
              {
                key: 'eks.amazonaws.com/skip-pod-identity-webhook',
                operator: 'DoesNotExist',
              },
            ],
          },
          rules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['pods'],
            },
          ],
          sideEffects: 'None',
        },
      ],
    },
    cluster.createdAt,
  );
}

function addLeaderLocking({ objects, createdAt }: Cluster) {
  const name = 'system::leader-locking-kube-scheduler';
  objects.add(
    'roles',
    {
      metadata: {
        name,
        namespace: 'kube-system',
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      },
      rules: [toRule([READ, '', 'configmaps'])],
    },
    createdAt,
  );
  objects.add(
    'rolebindings',
    {
      metadata: {
        name,
        namespace: 'kube-system',
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [
        toSubject('User system:kube-scheduler'),
        toSubject('ServiceAccount kube-system/kube-scheduler'),
      ],
    },
    createdAt,
  );
}

function toRule([verbs, groups, resources]: Rule) {
  return {
    verbs: verbs.split(','),
    apiGroups: groups.split(','),
    resources: resources.split(','),
  };
}

function toSubject(text: string) {
  const [kind, name] = text.split(' ');
  if (kind !== 'ServiceAccount') {
    return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  }
  const [namespace, account] = name.split('/');
  return { kind, name: account, namespace };
}
