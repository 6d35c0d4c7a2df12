/** A rule as in a Role. */
export interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const rule = (verbs: string[], group: string, ...names: string[]): Rule => ({
  verbs,
  apiGroups: [group],
  resources: names,
});

const VIEW: Rule[] = [
  rule(
    READ,
    '',
    'bindings',
    'configmaps',
    'endpoints',
    'events',
    'limitranges',
    'namespaces',
    'namespaces/status',
    'persistentvolumeclaims',
    'pods',
    'pods/log',
    'pods/status',
    'replicationcontrollers',
    'resourcequotas',
    'serviceaccounts',
    'services',
  ),
  rule(
    READ,
    'apps',
    'controllerrevisions',
    'daemonsets',
    'deployments',
    'replicasets',
    'statefulsets',
  ),
  rule(READ, 'autoscaling', 'horizontalpodautoscalers'),
  rule(READ, 'batch', 'cronjobs', 'jobs'),
  rule(READ, 'discovery.k8s.io', 'endpointslices'),
  rule(READ, 'networking.k8s.io', 'ingresses', 'networkpolicies'),
  rule(READ, 'policy', 'poddisruptionbudgets'),
];

const EDIT: Rule[] = [
  rule(
    [...READ, ...WRITE],
    '',
    'pods',
    'pods/attach',
    'pods/exec',
    'pods/portforward',
    'pods/proxy',
    'configmaps',
    'events',
    'persistentvolumeclaims',
    'replicationcontrollers',
    'secrets',
    'serviceaccounts',
    'services',
    'services/proxy',
  ),
  rule(['impersonate'], '', 'serviceaccounts'),
  rule(
    WRITE,
    'apps',
    'daemonsets',
    'deployments',
    'replicasets',
    'statefulsets',
  ),
  rule(WRITE, 'batch', 'cronjobs', 'jobs'),
];

const ADMIN: Rule[] = [
  rule(['create'], 'authorization.k8s.io', 'localsubjectaccessreviews'),
  rule(
    [...READ, ...WRITE],
    'rbac.authorization.k8s.io',
    'roles',
    'rolebindings',
  ),
];

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html; others grant nothing here. */
export const accessPolicyRules: Record<string, Rule[]> = {
  AmazonEKSClusterAdminPolicy: [
    rule(['*'], '*', '*'),
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ],
  AmazonEKSAdminPolicy: [...VIEW, ...EDIT, ...ADMIN],
  AmazonEKSEditPolicy: [...VIEW, ...EDIT],
  AmazonEKSViewPolicy: VIEW,
  AmazonEKSAdminViewPolicy: [rule(READ, '*', '*')],
  AmazonEKSSecretReaderPolicy: [rule(READ, '', 'secrets')],
};

/** What ListAccessPolicies names. */
export const accessPolicyNames: string[] = [
  ...Object.keys(accessPolicyRules),
  'AmazonEKSSecretAdminPolicy',
  'AmazonEKSACKPolicy',
  'AmazonEKSArgoCDClusterPolicy',
  'AmazonEKSArgoCDPolicy',
  'AmazonEKSAutoNodePolicy',
  'AmazonEKSBlockStorageClusterPolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterInsightsPolicy',
  'AmazonEKSComputeClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSEventPolicy',
  'AmazonEKSHybridPolicy',
  'AmazonEKSKROPolicy',
  'AmazonEKSLoadBalancingClusterPolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingClusterPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSPodIdentityPolicy',
  'AmazonEMRJobPolicy',
  'AWSBackupFullAccessPolicyForBackup',
  'AWSBackupFullAccessPolicyForRestore',
].sort();
