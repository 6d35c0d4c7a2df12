/** Where the facts of these checks are read; shown with each finding. */
export const readFrom = {
  iam: 'iam:GetAccountAuthorizationDetails',
  providers: 'iam:GetOpenIDConnectProvider',
  cluster: 'eks:DescribeCluster',
  associations: 'eks:DescribePodIdentityAssociation',
  serviceAccounts: 'list serviceaccounts',
  pods: 'list pods',
  daemonSets: 'list daemonsets',
  nodes: 'list nodes',
} as const;
