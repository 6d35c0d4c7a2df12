import { RbacBinding, RbacSubject } from '../model';

/**
 * Bindings that Kubernetes and EKS make themselves, each exempt as a whole: name, role and subject. The same name with
 * another role, or with a subject added, is nobody's stock.
 * https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata
 * https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
 */
type Tuple = readonly [binding: string, role: string, ...subjects: string[]];

const controllers =
  `attachdetach-controller certificate-controller clusterrole-aggregation-controller
cronjob-controller daemon-set-controller deployment-controller device-taint-eviction-controller disruption-controller endpoint-controller
endpointslice-controller endpointslicemirroring-controller ephemeral-volume-controller expand-controller
generic-garbage-collector horizontal-pod-autoscaler job-controller legacy-service-account-token-cleaner
namespace-controller node-controller persistent-volume-binder pod-garbage-collector podcheckpoint-controller
pv-protection-controller pvc-protection-controller replicaset-controller replication-controller
resource-claim-controller resourcequota-controller root-ca-cert-publisher route-controller
selinux-warning-controller service-account-controller service-cidrs-controller service-controller
statefulset-controller ttl-after-finished-controller ttl-controller validatingadmissionpolicy-status-controller
volumeattributesclass-protection-controller`.split(/\s+/);

/** Users of the control plane that EKS binds to a role of their own name. */
const eksUsers =
  `addon-manager authenticator az-poller certificate-controller cloud-controller-manager
cloudwatch-agent cluster-bootstrap cluster-event-watcher coredns-autoscaler fargate-manager fargate-scheduler
k8s-metrics network-policy-controller node-manager nodewatcher pod-identity-mutating-webhook support-engineer
vpc-resource-controller`
    .split(/\s+/)
    .map(name => `eks:${name}`);

const clusterWide: readonly Tuple[] = [
  ...controllers.map(
    (name): Tuple => [
      `system:controller:${name}`,
      `system:controller:${name}`,
      `ServiceAccount kube-system/${name}`,
    ],
  ),
  ...eksUsers.map((name): Tuple => [name, name, `User ${name}`]),
  ['cluster-admin', 'cluster-admin', 'Group system:masters'],
  ['system:basic-user', 'system:basic-user', 'Group system:authenticated'],
  ['system:discovery', 'system:discovery', 'Group system:authenticated'],
  [
    'system:public-info-viewer',
    'system:public-info-viewer',
    'Group system:authenticated',
    'Group system:unauthenticated',
  ],
  [
    'system:service-account-issuer-discovery',
    'system:service-account-issuer-discovery',
    'Group system:serviceaccounts',
  ],
  ...['kube-controller-manager', 'kube-scheduler'].map(
    (name): Tuple => [
      `system:${name}`,
      `system:${name}`,
      `User system:${name}`,
    ],
  ),
  [
    'system:volume-scheduler',
    'system:volume-scheduler',
    'User system:kube-scheduler',
  ],
  ['system:node-proxier', 'system:node-proxier', 'User system:kube-proxy'],
  ['system:node', 'system:node'],
  ['system:monitoring', 'system:monitoring', 'Group system:monitoring'],
  ['system:kube-dns', 'system:kube-dns', 'ServiceAccount kube-system/kube-dns'],
  ['system:coredns', 'system:coredns', 'ServiceAccount kube-system/coredns'],
  ['aws-node', 'aws-node', 'ServiceAccount kube-system/aws-node'],
  ['eks:addon-cluster-admin', 'cluster-admin', 'User eks:addon-manager'],
  [
    'eks:node-bootstrapper',
    'eks:node-bootstrapper',
    'Group system:bootstrappers',
    'Group system:nodes',
  ],
  [
    'eks:kube-proxy',
    'system:node-proxier',
    'ServiceAccount kube-system/kube-proxy',
  ],
  [
    'eks:kube-proxy-fargate',
    'system:node-proxier',
    'Group system:node-proxier',
  ],
  [
    'eks:kube-proxy-windows',
    'system:node-proxier',
    'Group eks:kube-proxy-windows',
  ],
  [
    'eks:service-operations',
    'eks:service-operations',
    'Group eks:service-operations',
  ],
  [
    'eks:tagging-controller',
    'eks:tagging-controller',
    'ServiceAccount kube-system/tagging-controller',
  ],
  [
    'eks:cloud-provider-extraction-migration',
    'eks:cloud-provider-extraction-migration',
    'User system:kube-controller-manager',
  ],
  [
    'vpc-resource-controller-rolebinding',
    'vpc-resource-controller-role',
    'User eks:vpc-resource-controller',
    'ServiceAccount kube-system/eks-vpc-resource-controller',
  ],
  [
    'eks:podsecuritypolicy:authenticated',
    'eks:podsecuritypolicy:privileged',
    'Group system:authenticated',
  ],
];

const user = (name: string) => `User ${name}`;
const account = (name: string) => `ServiceAccount kube-system/${name}`;

/** RoleBindings of kube-system; the last one lies in kube-public as well. */
const inKubeSystem: readonly Tuple[] = [
  ...['kube-controller-manager', 'kube-scheduler'].map(
    (name): Tuple => [
      `system::leader-locking-${name}`,
      `system::leader-locking-${name}`,
      user(`system:${name}`),
      account(name),
      ...(name === 'kube-controller-manager'
        ? [account('leader-election-controller')]
        : []),
    ],
  ),
  [
    'system::extension-apiserver-authentication-reader',
    'extension-apiserver-authentication-reader',
    user('system:kube-controller-manager'),
    user('system:kube-scheduler'),
  ],
  ...['cloud-provider', 'token-cleaner', 'bootstrap-signer'].map(
    (name): Tuple => [
      `system:controller:${name}`,
      `system:controller:${name}`,
      account(name),
    ],
  ),
  ...`addon-manager authenticator az-poller coredns-autoscaler fargate-manager network-policy-controller
node-manager`
    .split(/\s+/)
    .map((name): Tuple => [`eks:${name}`, `eks:${name}`, user(`eks:${name}`)]),
  ...['eks:service-operations', 'eks:service-operations-configmaps'].map(
    (name): Tuple => [
      name,
      name,
      'Group eks:service-operations',
      user('eks:service-operations'),
    ],
  ),
  [
    'eks-vpc-resource-controller-rolebinding',
    'eks-vpc-resource-controller-role',
    user('eks:vpc-resource-controller'),
    account('eks-vpc-resource-controller'),
  ],
];

const tuples = new Map(
  [
    ...clusterWide.map(tuple => ['', tuple] as const),
    ...inKubeSystem.map(tuple => ['kube-system', tuple] as const),
    ...inKubeSystem
      .filter(([name]) => name === 'system:controller:bootstrap-signer')
      .map(tuple => ['kube-public', tuple] as const),
  ].map(([namespace, tuple]) => [`${namespace}/${tuple[0]}`, tuple]),
);

const tupleOf = ({ namespace, name, roleRef }: RbacBinding) => {
  const tuple = tuples.get(`${namespace ?? ''}/${name}`);
  return tuple && tuple[1] === roleRef.name ? tuple : undefined;
};

const subjectKey = (subject: RbacSubject): string =>
  subject.kind === 'ServiceAccount'
    ? `ServiceAccount ${subject.namespace ?? ''}/${subject.name}`
    : `${subject.kind} ${subject.name}`;

/** Whether a subject of a binding belongs to it by default. @public */
export function isStockSubject(
  binding: RbacBinding,
  subject: RbacSubject,
): boolean {
  const tuple = tupleOf(binding);
  return tuple !== undefined && tuple.indexOf(subjectKey(subject)) > 1;
}

/** The subjects of a binding that somebody added. @public */
export const addedSubjects = (binding: RbacBinding): RbacSubject[] =>
  binding.subjects.filter(subject => !isStockSubject(binding, subject));

/** A binding as Kubernetes or EKS makes it: its name, its role, and nobody in it who was not there. @public */
export const isStockBinding = (binding: RbacBinding): boolean =>
  tupleOf(binding) !== undefined && addedSubjects(binding).length === 0;

/** A binding that EKS may have made and that is not in the list: told, never judged. @public */
export const isUnlistedPlatformBinding = (binding: RbacBinding): boolean =>
  binding.name.startsWith('eks:') &&
  binding.subjects.length > 0 &&
  binding.subjects.every(
    subject =>
      subject.kind !== 'ServiceAccount' && subject.name.startsWith('eks:'),
  );

const bootstrapping = 'kubernetes.io/bootstrapping';
const stockRoles = new Set([
  'cluster-admin',
  'admin',
  'edit',
  'view',
  'aws-node',
  'vpc-resource-controller-role',
]);

const eksRoles = new Set([
  ...eksUsers,
  'eks:certificate-controller-approver',
  'eks:certificate-controller-signer',
  'eks:cloud-provider-extraction-migration',
  'eks:kms-storage-migrator',
  'eks:network-webhooks',
  'eks:node-bootstrapper',
  'eks:service-operations',
  'eks:tagging-controller',
]);

/** A role that Kubernetes or EKS ships; its contents are not ours to judge. @public */
export const isStockRole = (role: {
  name: string;
  namespace?: string;
  labels: Record<string, string>;
}): boolean =>
  role.namespace === undefined
    ? stockRoles.has(role.name) ||
      eksRoles.has(role.name) ||
      /^eks:podsecuritypolicy:/.test(role.name) ||
      (role.name.startsWith('system:') &&
        role.labels[bootstrapping] === 'rbac-defaults')
    : ['kube-system', 'kube-public'].includes(role.namespace) &&
      (role.labels[bootstrapping] === 'rbac-defaults' ||
        /^eks:/.test(role.name) ||
        role.name === 'eks-vpc-resource-controller-role');
