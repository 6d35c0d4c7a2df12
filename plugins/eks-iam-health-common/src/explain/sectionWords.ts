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
  'organization',
  'organizationPolicies',
  'issuers',
  'quotas',
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
  identityProviderConfigs: {
    words: 'external OIDC providers of the cluster',
    call: 'eks:DescribeIdentityProviderConfig',
  },
  instances: { words: 'instances', call: 'ec2:DescribeInstances' },
  launchTemplates: {
    words: 'launch templates',
    call: 'ec2:DescribeLaunchTemplateVersions',
  },
  nodeClasses: { words: 'node classes', call: 'list nodeclasses' },
  network: {
    words: 'routes and endpoints of the VPC',
    call: 'ec2:DescribeVpcEndpoints',
  },
  stsRegion: { words: 'STS in the Region', call: 'sts:AssumeRole' },
  organization: {
    words: 'the organization',
    call: 'organizations:DescribeOrganization',
  },
  organizationPolicies: {
    words: 'policies of the organization',
    call: 'organizations:ListPoliciesForTarget',
  },
  issuers: {
    words: 'OIDC issuers of all clusters',
    call: 'eks:ListClusters',
  },
  quotas: { words: 'quotas', call: 'servicequotas:GetServiceQuota' },
  externalAccess: {
    words: 'findings of IAM Access Analyzer',
    call: 'access-analyzer:ListFindingsV2',
  },
  deniedCalls: { words: 'refused calls', call: 'cloudtrail:LookupEvents' },
  clusterCreation: {
    words: 'who created the cluster',
    call: 'cloudtrail:LookupEvents',
  },
  logObservations: {
    words: 'control plane logs',
    call: 'logs:FilterLogEvents',
  },
  leakingSecrets: { words: 'Secrets', call: 'list secrets' },
  serviceAccountTokens: {
    words: 'service account tokens',
    call: 'list secrets',
  },
  foundKeys: {
    words: 'owners of the keys that were found',
    call: 'sts:GetAccessKeyInfo',
  },
  grants: {
    words: 'recorded access requests',
    call: 'the store of access requests',
  },
};
