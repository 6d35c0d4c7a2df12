const account = '111122223333';
const session = (role: string, name = 'omar.farouk') =>
  `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
const denied = (role: string, cluster: string, tail = '') =>
  `An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: ${session(
    role,
  )} is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:${account}:cluster/${cluster}${tail}`;

/** An error that somebody meets in the demo estate. */
export interface DemoError {
  shows: string;
  cluster: string;
  text: string;
  /** ids of the causes that must be proven, in order */
  proven: string[];
  says?: string;
  repairs?: string[];
}

/** What the explainer must prove about each, from what was really read. */
export const demoErrors: DemoError[] = [
  {
    shows: 'the permission set allows another cluster',
    cluster: 'payments-prod',
    text: denied(
      'AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60',
      'payments-prod',
      ' because no identity-based policy allows the eks:DescribeCluster action',
    ),
    proven: ['allow-names-another-resource'],
    says: 'payments-staging',
    repairs: ['add-statement'],
  },
  {
    shows: 'a mapped role lacks eks:DescribeCluster',
    cluster: 'payments-staging',
    text: denied('StagingTester', 'payments-staging'),
    proven: ['no-allow'],
    repairs: ['put-role-policy'],
  },
  {
    shows: 'an explicit deny',
    cluster: 'payments-staging',
    text: denied(
      'StagingContractor',
      'payments-staging',
      ' with an explicit deny in an identity-based policy',
    ),
    proven: ['explicit-deny'],
    repairs: [],
  },
  {
    shows: 'a role with its path in aws-auth',
    cluster: 'payments-prod',
    text: `error: You must be logged in to the server (Unauthorized)\n${session(
      'PaymentsDeveloper',
    )}`,
    proven: ['identity-not-mapped'],
    says: 'role/eng/platform/PaymentsDeveloper',
    repairs: ['create-access-entry', 'patch-aws-auth'],
  },
  {
    shows: 'a trust policy that shuts its workload out',
    cluster: 'payments-prod',
    text: 'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    proven: ['trust-does-not-admit'],
    says: 'checkout/ledger-writer',
  },
  {
    shows: 'a pod that calls the global STS endpoint',
    cluster: 'payments-prod',
    text: 'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Credential should be scoped to a valid region',
    proven: ['global-endpoint'],
    says: 'batch/nightly-settlement',
  },
  {
    shows: 'PassRole on a wrong ARN',
    cluster: 'payments-prod',
    text: `An error occurred (AccessDeniedException) when calling the CreateNodegroup operation: User: ${session(
      'PaymentsPlatform',
    )} is not authorized to perform: iam:PassRole on resource: arn:aws:iam::${account}:role/eks/payments-prod-node because no identity-based policy allows the iam:PassRole action`,
    proven: ['allow-names-another-resource'],
  },
  {
    shows: 'the console without IAM permission',
    cluster: 'payments-staging',
    text: `Your current user or role does not have access to Kubernetes objects on this EKS cluster ${session(
      'StagingSupport',
    )}`,
    proven: ['console-iam-missing', 'no-read-rights'],
  },
  {
    shows: 'a group whose binding is spelt otherwise',
    cluster: 'payments-staging',
    text: `Error from server (Forbidden): pods is forbidden: User "${session(
      'StagingVisitor',
    )}" cannot list resource "pods" in API group "" in the namespace "checkout"`,
    proven: ['no-right'],
    says: 'no binding',
  },
  {
    shows: 'Pod Identity without sts:TagSession',
    cluster: 'ml-training',
    text: '(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role.',
    proven: ['trust-incomplete'],
  },
];
