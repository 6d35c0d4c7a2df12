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
  nodegroups: 'eks:DescribeNodegroup',
  webhooks: 'list mutatingwebhookconfigurations',
  instances: 'ec2:DescribeInstances',
  launchTemplates: 'ec2:DescribeLaunchTemplateVersions',
  network: 'ec2:DescribeVpcEndpoints, ec2:DescribeRouteTables',
} as const;
