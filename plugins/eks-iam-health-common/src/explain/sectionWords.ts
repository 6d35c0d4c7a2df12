import { SectionName } from '../model';

/** Sections that belong to the AWS account; all others belong to one cluster. */
export const accountSections: readonly SectionName[] = [
  'iamRoles',
  'iamUsers',
  'iamGroups',
  'iamPolicies',
  'oidcProviders',
  'accessKeys',
  'accountSummary',
];

/** How people call a section, and the call that reads it. */
export const sectionWords: Record<
  SectionName,
  { words: string; call: string }
> = {
  cluster: { words: 'the cluster', call: 'eks:DescribeCluster' },
  awsAuth: { words: 'aws-auth', call: 'get configmap kube-system/aws-auth' },
  accessEntries: { words: 'access entries', call: 'eks:ListAccessEntries' },
  podIdentityAssociations: {
    words: 'Pod Identity associations',
    call: 'eks:ListPodIdentityAssociations',
  },
  addons: { words: 'add-ons', call: 'eks:DescribeAddon' },
  nodegroups: { words: 'node groups', call: 'eks:DescribeNodegroup' },
  fargateProfiles: {
    words: 'Fargate profiles',
    call: 'eks:DescribeFargateProfile',
  },
  iamRoles: {
    words: 'roles of the account',
    call: 'iam:GetAccountAuthorizationDetails',
  },
  iamUsers: {
    words: 'users of the account',
    call: 'iam:GetAccountAuthorizationDetails',
  },
  iamGroups: {
    words: 'groups of the account',
    call: 'iam:GetAccountAuthorizationDetails',
  },
  iamPolicies: {
    words: 'policies of the account',
    call: 'iam:GetAccountAuthorizationDetails',
  },
  oidcProviders: {
    words: 'OIDC providers of the account',
    call: 'iam:GetOpenIDConnectProvider',
  },
  accessKeys: { words: 'access keys', call: 'iam:ListAccessKeys' },
  accountSummary: {
    words: 'the account summary',
    call: 'iam:GetAccountSummary',
  },
  namespaces: { words: 'namespaces', call: 'list namespaces' },
  serviceAccounts: { words: 'service accounts', call: 'list serviceaccounts' },
  pods: { words: 'pods', call: 'list pods' },
  leakingConfigMaps: { words: 'ConfigMaps', call: 'list configmaps' },
  roles: { words: 'Kubernetes Roles', call: 'list roles' },
  clusterRoles: { words: 'Kubernetes ClusterRoles', call: 'list clusterroles' },
  bindings: {
    words: 'role bindings',
    call: 'list rolebindings and clusterrolebindings',
  },
  daemonSets: { words: 'DaemonSets', call: 'list daemonsets' },
  nodes: { words: 'nodes', call: 'list nodes' },
  webhooks: {
    words: 'mutating webhooks',
    call: 'list mutatingwebhookconfigurations',
  },
};
