import { PolicyRule } from '../model';

/**
 * What EKS's access policies allow, from their page; no API tells it, and AWS may add to them.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
const R = ['get', 'list', 'watch'];
const W = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const rule = (
  apiGroup: string,
  resources: string,
  verbs: string[],
): PolicyRule => ({
  apiGroups: [apiGroup],
  resources: resources.trim().split(/\s+/),
  verbs,
  resourceNames: [],
  nonResourceURLs: [],
});

const paths = (urls: string[], verbs: string[]): PolicyRule => ({
  apiGroups: [],
  resources: [],
  verbs,
  resourceNames: [],
  nonResourceURLs: urls,
});

const view: PolicyRule[] = [
  rule(
    '',
    `configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers
    replicationcontrollers/scale serviceaccounts services services/status bindings events limitranges namespaces
    namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status`,
    R,
  ),
  rule(
    'apps',
    `controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets
    replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status`,
    R,
  ),
  rule(
    'autoscaling',
    'horizontalpodautoscalers horizontalpodautoscalers/status',
    R,
  ),
  rule('batch', 'cronjobs cronjobs/status jobs jobs/status', R),
  rule('discovery.k8s.io', 'endpointslices', R),
  rule('policy', 'poddisruptionbudgets poddisruptionbudgets/status', R),
  rule('networking.k8s.io', 'ingresses ingresses/status networkpolicies', R),
  rule(
    'extensions',
    `daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status
    networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale`,
    R,
  ),
];

const edit: PolicyRule[] = [
  ...view,
  rule(
    '',
    `pods pods/attach pods/exec pods/portforward pods/proxy configmaps events persistentvolumeclaims
    replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy`,
    W,
  ),
  rule(
    '',
    'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy',
    R,
  ),
  rule('', 'serviceaccounts', ['impersonate']),
  rule(
    'apps',
    `daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets
    statefulsets/scale`,
    W,
  ),
  rule('autoscaling', 'horizontalpodautoscalers', W),
  rule('batch', 'cronjobs jobs', W),
  rule('networking.k8s.io', 'ingresses networkpolicies', W),
  rule('policy', 'poddisruptionbudgets', W),
  rule(
    'extensions',
    `daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets
    replicasets/scale replicationcontrollers/scale`,
    W,
  ),
];

const admin: PolicyRule[] = [
  ...edit,
  rule('authorization.k8s.io', 'localsubjectaccessreviews', ['create']),
  rule('rbac.authorization.k8s.io', 'roles rolebindings', [...R, ...W]),
];

const policies = new Map<string, PolicyRule[]>([
  ['AmazonEKSClusterAdminPolicy', [rule('*', '*', ['*']), paths(['*'], ['*'])]],
  ['AmazonEKSAdminPolicy', admin],
  ['AmazonEKSEditPolicy', edit],
  ['AmazonEKSViewPolicy', view],
  ['AmazonEKSAdminViewPolicy', [rule('*', '*', R)]],
  ['AmazonEKSSecretReaderPolicy', [rule('', 'secrets', R)]],
  ['AmazonEKSSecretAdminPolicy', [rule('', 'secrets', ['*'])]],
  ['AWSBackupFullAccessPolicyForBackup', [rule('*', '*', ['get', 'list'])]],
  [
    'AWSBackupFullAccessPolicyForRestore',
    [
      rule('*', '*', ['get', 'list', 'create']),
      rule('rbac.authorization.k8s.io', 'roles clusterroles', [
        'create',
        'update',
        'escalate',
        'bind',
      ]),
    ],
  ],
]);

/** `AmazonEKSViewPolicy` of `arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`. @public */
export const accessPolicyName = (policyArn: string): string =>
  policyArn.slice(policyArn.lastIndexOf('/') + 1);

/** The ARN of an access policy in a partition. @public */
export const accessPolicyArn = (partition: string, name: string): string =>
  `arn:${partition}:eks::aws:cluster-access-policy/${name}`;

/** What an access policy allows; `undefined` where AWS does not publish it (then it is unknown). @public */
export const accessPolicyRules = (
  policyArn: string,
): readonly PolicyRule[] | undefined =>
  policies.get(accessPolicyName(policyArn));

/**
 * What Kubernetes' own role `edit` has and the published table of the policy has not. AWS adds to its policies without
 * notice, so nobody can be sure that these are denied.
 */
const possiblyInEdit: readonly PolicyRule[] = [
  rule('', 'pods/eviction serviceaccounts/token', ['create']),
  rule('coordination.k8s.io', 'leases', [...R, ...W]),
];

/** What an access policy may allow beyond its published table. @public */
export const accessPolicyDoubts = (policyArn: string): readonly PolicyRule[] =>
  ['AmazonEKSEditPolicy', 'AmazonEKSAdminPolicy'].includes(
    accessPolicyName(policyArn),
  )
    ? possiblyInEdit
    : [];
