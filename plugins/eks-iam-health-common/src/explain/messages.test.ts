import { ErrorFacts } from '../model';
import { explainError } from './explainError';

interface MessageCase {
  name: string;
  text: string;
  pattern: string;
  facts?: ErrorFacts;
}

const seed = `An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: arn:aws:iam::111122223333:user/user_name is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:region:111122223333:cluster/my-cluster`;
const seedFacts: ErrorFacts = {
  code: 'AccessDeniedException',
  operation: 'DescribeCluster',
  principal: 'arn:aws:iam::111122223333:user/user_name',
  action: 'eks:DescribeCluster',
  resource: 'arn:aws:eks:region:111122223333:cluster/my-cluster',
  clusterName: 'my-cluster',
  region: 'region',
  accountId: '111122223333',
};
const sentence =
  'User: arn:aws:sts::111122223333:assumed-role/Dev/omar is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const sentenceFacts: ErrorFacts = {
  principal: 'arn:aws:sts::111122223333:assumed-role/Dev/omar',
  action: 'eks:DescribeCluster',
  resource: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  accountId: '111122223333',
};
const denied = { ...sentenceFacts, code: 'AccessDeniedException' };
const cli =
  'An error occurred (AccessDeniedException) when calling the DescribeCluster operation: ';
const cliFacts = { ...denied, operation: 'DescribeCluster' };

const cases: MessageCase[] = [
  {
    name: 'AccessDenied as AWS prints it',
    text: seed,
    pattern: 'access-denied',
    facts: seedFacts,
  },
  {
    name: 'AccessDenied wrapped over lines',
    text: seed
      .replace('perform: ', 'perform:\n  ')
      .replace('calling the ', 'calling\n\tthe ')
      .replace('resource: ', 'resource: \r\n'),
    pattern: 'access-denied',
    facts: seedFacts,
  },
  {
    name: 'AccessDenied wrapped inside its ARNs',
    text: `${cli}User: arn:aws:sts::111122223333:assumed-\nrole/Dev/omar is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-\n   west-1:111122223333:\ncluster/payments-prod`,
    pattern: 'access-denied',
    facts: cliFacts,
  },
  {
    name: 'AccessDenied with the placeholders of the page',
    text: 'An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: arn:aws:iam::<111122223333>:user/<user_name> is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks<:region>:<111122223333>:cluster/<my-cluster>',
    pattern: 'access-denied',
    facts: seedFacts,
  },
  {
    name: 'AccessDenied copied from HTML',
    text: `<p>${seed
      .replace('111122223333:user', '&lt;111122223333&gt;:user')
      .replace(/'/g, '&#39;')}</p>`,
    pattern: 'access-denied',
    facts: seedFacts,
  },
  {
    name: 'no identity-based policy',
    text: `${cli}${sentence} because no identity-based policy allows the eks:DescribeCluster action`,
    pattern: 'access-denied',
    facts: {
      ...cliFacts,
      denial: 'implicit',
      policyKind: 'identity-based policy',
    },
  },
  ...(
    [
      ['service control policy', 'service control policy'],
      ['resource-based policy', 'resource-based policy'],
      ['permissions boundary', 'permissions boundary'],
      ['session policy', 'session policy'],
      ['VPC endpoint policy', 'VPC endpoint policy'],
      ['role trust policy', 'role trust policy'],
    ] as const
  ).map(([said, policyKind]) => ({
    name: `no ${said}`,
    text: `${sentence} because no ${said} allows the eks:DescribeCluster action`,
    pattern: 'access-denied',
    facts: { ...sentenceFacts, denial: 'implicit' as const, policyKind },
  })),
  ...[
    'service control policy',
    'resource control policy',
    'identity-based policy',
    'VPC endpoint policy',
  ].map(kind => ({
    name: `explicit deny in ${kind}`,
    text: `${sentence} with an explicit deny in ${
      kind.startsWith('i') ? 'an' : 'a'
    } ${kind}`,
    pattern: 'access-denied',
    facts: { ...sentenceFacts, denial: 'explicit' as const, policyKind: kind },
  })),
  {
    name: 'explicit deny with the ARN of the policy',
    text: `${sentence} with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-abc123/service_control_policy/p-abcd1234.`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      denial: 'explicit',
      policyKind: 'service control policy',
      policyArn:
        'arn:aws:organizations::999988887777:policy/o-abc123/service_control_policy/p-abcd1234',
    },
  },
  {
    name: 'explicit deny without a kind',
    text: `${sentence} with an explicit deny`,
    pattern: 'access-denied',
    facts: { ...sentenceFacts, denial: 'explicit' },
  },
  {
    name: 'identity policy, as some services write it',
    text: `${sentence} with an explicit deny in an identity policy`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      denial: 'explicit',
      policyKind: 'identity-based policy',
    },
  },
  {
    name: 'Go v2 and Terraform',
    text: `Error: reading EKS Cluster (payments-prod): operation error EKS: DescribeCluster, https response error StatusCode: 403, RequestID: 1b2c3d4e-0000-1111-2222-333344445555, AccessDeniedException: ${sentence}`,
    pattern: 'access-denied',
    facts: { ...cliFacts, requestId: '1b2c3d4e-0000-1111-2222-333344445555' },
  },
  {
    name: 'Go v1',
    text: `AccessDeniedException: ${sentence}\n\tstatus code: 403, request id: 1b2c3d4e-0000-1111-2222-333344445555`,
    pattern: 'access-denied',
    facts: { ...denied, requestId: '1b2c3d4e-0000-1111-2222-333344445555' },
  },
  {
    name: 'Java',
    text: `software.amazon.awssdk.services.eks.model.EksException: ${sentence} (Service: Eks, Status Code: 403, Request ID: 1b2c3d4e-0000-1111-2222-333344445555)`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      requestId: '1b2c3d4e-0000-1111-2222-333344445555',
    },
  },
  {
    name: 'CloudFormation',
    text: `Resource handler returned message: "${sentence} (Service: Eks, Status Code: 403, Request ID: 1b2c3d4e-0000-1111-2222-333344445555)" (RequestToken: 7c1f, HandlerErrorCode: AccessDenied)`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      code: 'AccessDenied',
      requestId: '1b2c3d4e-0000-1111-2222-333344445555',
    },
  },
  {
    name: 'JavaScript v3',
    text: `AccessDeniedException: ${sentence}\n    at throwDefaultError {\n  '$fault': 'client',\n  '$metadata': { httpStatusCode: 403, requestId: '1b2c3d4e-0000-1111-2222-333344445555' }`,
    pattern: 'access-denied',
    facts: { ...denied, requestId: '1b2c3d4e-0000-1111-2222-333344445555' },
  },
  {
    name: 'CloudTrail',
    text: `{"eventName": "DescribeCluster", "errorCode": "AccessDenied", "errorMessage": "${sentence}"}`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      code: 'AccessDenied',
      operation: 'DescribeCluster',
    },
  },
  {
    name: 'the XML of a query API',
    text: '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::111122223333:user/x is not authorized to perform: iam:GetRole on resource: role Dev</Message></Error><RequestId>1b2c3d4e-0000-1111-2222-333344445555</RequestId></ErrorResponse>',
    pattern: 'access-denied',
    facts: {
      code: 'AccessDenied',
      principal: 'arn:aws:iam::111122223333:user/x',
      action: 'iam:GetRole',
      resource: 'role Dev',
      accountId: '111122223333',
      requestId: '1b2c3d4e-0000-1111-2222-333344445555',
    },
  },
  {
    name: 'the console’s list of fields',
    text: `Access denied to eks:DescribeCluster\nUser: arn:aws:sts::111122223333:assumed-role/Dev/omar\nAction: eks:DescribeCluster\nOn resource(s): arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod\nContext: no identity-based policy allows the action`,
    pattern: 'access-denied',
    facts: {
      ...sentenceFacts,
      denial: 'implicit',
      policyKind: 'identity-based policy',
    },
  },
  {
    name: 'EC2 with an encoded message',
    text: 'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abc',
    pattern: 'access-denied',
    facts: { code: 'UnauthorizedOperation', operation: 'RunInstances' },
  },
  {
    name: 'AccessDenied at once with Kubernetes words around it',
    text: `E1121 memcache.go:265] couldn't get current server API group list\nerror: You must be logged in to the server (the server has asked for the client to provide credentials)\n${cli}${sentence}`,
    pattern: 'access-denied',
    facts: cliFacts,
  },
  {
    name: 'console without Kubernetes objects',
    text: 'Your current user or role does not have access to Kubernetes objects on this EKS cluster',
    pattern: 'console-no-kubernetes-access',
    facts: { action: 'eks:AccessKubernetesApi' },
  },
  {
    name: 'console, newer words, with its second sentence',
    text: "Your current IAM principal doesn't have access to Kubernetes objects on this cluster.\nThis may be due to the current user or role not having Kubernetes RBAC permissions to describe cluster resources or not having an entry in the cluster’s auth config map.",
    pattern: 'console-no-kubernetes-access',
    facts: { action: 'eks:AccessKubernetesApi' },
  },
  {
    name: 'PassRole as on the page',
    text: 'User: arn:aws:iam::123456789012:user/marymajor is not authorized to perform: iam:PassRole',
    pattern: 'pass-role',
    facts: {
      principal: 'arn:aws:iam::123456789012:user/marymajor',
      action: 'iam:PassRole',
      accountId: '123456789012',
    },
  },
  {
    name: 'PassRole with role and tail',
    text: 'An error occurred (AccessDeniedException) when calling the CreateNodegroup operation: User: arn:aws:iam::123456789012:user/marymajor is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/eks/node because no identity-based policy allows the iam:PassRole action',
    pattern: 'pass-role',
    facts: {
      code: 'AccessDeniedException',
      operation: 'CreateNodegroup',
      principal: 'arn:aws:iam::123456789012:user/marymajor',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::123456789012:role/eks/node',
      denial: 'implicit',
      policyKind: 'identity-based policy',
      accountId: '123456789012',
    },
  },
  {
    name: 'Unauthorized',
    text: 'error: You must be logged in to the server (Unauthorized)',
    pattern: 'kubectl-unauthorized',
    facts: {},
  },
  {
    name: 'Unauthorized in its long form',
    text: 'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
    pattern: 'kubectl-unauthorized',
  },
  {
    name: 'Unauthorized with the identity pasted along',
    text: 'error: You must be logged in to the server (Unauthorized)\n$ aws sts get-caller-identity\n{ "UserId": "AROAEXAMPLE:omar", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/Dev/omar" }',
    pattern: 'kubectl-unauthorized',
    facts: { principal: 'arn:aws:sts::111122223333:assumed-role/Dev/omar' },
  },
  {
    name: 'a resource type that kubectl cannot find',
    text: 'error: the server doesn\'t have a resource type "svc"',
    pattern: 'kubectl-unauthorized',
  },
  {
    name: 'Forbidden in a namespace',
    text: 'Error from server (Forbidden): pods is forbidden: User "x" cannot list resource "pods" in API group "" in the namespace "default"',
    pattern: 'kubernetes-forbidden',
    facts: {
      principal: 'x',
      action: 'list pods',
      resource: 'pods',
      namespace: 'default',
    },
  },
  {
    name: 'Forbidden on a named object of a group',
    text: 'Error from server (Forbidden): deployments.apps "cart" is forbidden: User "arn:aws:sts::111122223333:assumed-role/Dev/omar" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
    pattern: 'kubernetes-forbidden',
    facts: {
      principal: 'arn:aws:sts::111122223333:assumed-role/Dev/omar',
      action: 'patch deployments.apps',
      resource: 'deployments.apps/cart',
      namespace: 'shop',
      accountId: '111122223333',
    },
  },
  {
    name: 'Forbidden at the cluster scope',
    text: 'nodes is forbidden: User "system:serviceaccount:shop:cart" cannot list resource "nodes" in API group "" at the cluster scope',
    pattern: 'kubernetes-forbidden',
    facts: {
      principal: 'system:serviceaccount:shop:cart',
      action: 'list nodes',
      resource: 'nodes',
    },
  },
  {
    name: 'Forbidden without a user name',
    text: 'pods is forbidden: User "" cannot list resource "pods" in API group "" in the namespace "default"',
    pattern: 'kubernetes-forbidden',
    facts: {
      principal: '',
      action: 'list pods',
      resource: 'pods',
      namespace: 'default',
    },
  },
  {
    name: 'Forbidden on a path',
    text: 'Error from server (Forbidden): forbidden: User "x" cannot get path "/metrics"',
    pattern: 'kubernetes-forbidden',
    facts: { principal: 'x', action: 'get /metrics', resource: '/metrics' },
  },
  {
    name: 'Forbidden shortened as in the issue of a colleague',
    text: 'Error from server (Forbidden): ... User "x" cannot list resource "pods" ...',
    pattern: 'kubernetes-forbidden',
    facts: { principal: 'x', action: 'list pods', resource: 'pods' },
  },
  {
    name: 'AssumeRoleWithWebIdentity',
    text: 'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    pattern: 'assume-role-with-web-identity',
    facts: {
      code: 'AccessDenied',
      operation: 'AssumeRoleWithWebIdentity',
      action: 'sts:AssumeRoleWithWebIdentity',
    },
  },
  {
    name: 'AssumeRoleWithWebIdentity in the wrapper of Go v1',
    text: 'WebIdentityErr: failed to retrieve credentials\ncaused by: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity\n\tstatus code: 403, request id: 1b2c3d4e-0000-1111-2222-333344445555',
    pattern: 'assume-role-with-web-identity',
  },
  ...[
    'No OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
    "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
    'Incorrect token audience',
    "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
    'The ID Token provided is not a valid JWT',
  ].map(message => ({
    name: message.slice(0, 40),
    text: `An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: ${message}`,
    pattern: 'assume-role-with-web-identity',
    facts: {
      code: 'InvalidIdentityToken',
      operation: 'AssumeRoleWithWebIdentity',
      action: 'sts:AssumeRoleWithWebIdentity',
    },
  })),
  {
    name: 'a token file that is not there',
    text: 'open /var/run/secrets/eks.amazonaws.com/serviceaccount/token: no such file or directory',
    pattern: 'assume-role-with-web-identity',
  },
  {
    name: 'STS Region as on the page',
    text: 'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Credential should be scoped to a valid region',
    pattern: 'sts-region',
    facts: { code: 'SignatureDoesNotMatch', operation: 'GetCallerIdentity' },
  },
  {
    name: 'STS Region with the Region named',
    text: "Credential should be scoped to a valid region, not 'eu-west-1'.",
    pattern: 'sts-region',
    facts: { region: 'eu-west-1' },
  },
  {
    name: 'STS switched off',
    text: 'An error occurred (RegionDisabledException) when calling the AssumeRole operation: STS is not activated in this region for account:111122223333',
    pattern: 'sts-region',
  },
  {
    name: 'Pod Identity that may not assume',
    text: '(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role.',
    pattern: 'pod-identity',
  },
  {
    name: 'Pod Identity without agent',
    text: 'Error when retrieving credentials from container-role: Error retrieving metadata: Received non 200 response 500 from container metadata',
    pattern: 'pod-identity',
  },
  {
    name: 'the node may not fetch credentials',
    text: 'User: arn:aws:sts::111122223333:assumed-role/node/i-0abcdef0123456789 is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
    pattern: 'pod-identity',
  },
  {
    name: 'a pod with the role of its node',
    text: 'An error occurred (AccessDenied) when calling the ListBuckets operation: User: arn:aws:sts::111122223333:assumed-role/payments-node/i-0abcdef0123456789 is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action',
    pattern: 'node-role-in-pod',
  },
  {
    name: 'expired credentials',
    text: 'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    pattern: 'credentials',
    facts: { code: 'ExpiredToken', operation: 'GetCallerIdentity' },
  },
  {
    name: 'invalid credentials',
    text: 'An error occurred (UnrecognizedClientException) when calling the ListClusters operation: The security token included in the request is invalid.',
    pattern: 'credentials',
  },
  {
    name: 'a wrong signature that is not about Regions',
    text: 'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match the signature you provided.',
    pattern: 'credentials',
  },
  {
    name: 'no token',
    text: 'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
    pattern: 'kubectl-no-token',
  },
  {
    name: 'no token, older',
    text: 'could not get token: AccessDenied: Access denied',
    pattern: 'kubectl-no-token',
    facts: { code: 'AccessDenied' },
  },
  {
    name: 'a mode without access entries',
    text: "An error occurred (InvalidRequestException) when calling the ListAccessEntries operation: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    pattern: 'eks-api',
  },
  {
    name: 'a cluster that is not here',
    text: 'An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: payments.',
    pattern: 'eks-api',
    facts: {
      code: 'ResourceNotFoundException',
      operation: 'DescribeCluster',
      clusterName: 'payments',
    },
  },
  {
    name: 'a principal that is not there',
    text: 'An error occurred (InvalidParameterException) when calling the CreateAccessEntry operation: The specified principalArn is invalid: invalid principal.',
    pattern: 'eks-api',
  },
  {
    name: 'an endpoint that does not answer',
    text: 'Unable to connect to the server: dial tcp 10.0.1.2:443: i/o timeout',
    pattern: 'cluster-endpoint',
  },
  {
    name: 'a certificate of somebody else',
    text: 'Unable to connect to the server: x509: certificate signed by unknown authority',
    pattern: 'cluster-endpoint',
  },
  {
    name: 'words',
    text: 'it does not work',
    pattern: 'not-recognised',
    facts: {},
  },
  { name: 'nothing', text: '', pattern: 'not-recognised', facts: {} },
];

describe('messages', () => {
  it.each(cases.map(c => [c.name, c] as const))('%s', (_, c) => {
    const diagnosis = explainError(c.text);
    expect(diagnosis.pattern).toBe(c.pattern);
    expect(diagnosis.headline).toMatch(/^\S.*\.$/s);
    expect(diagnosis.documentation).toMatch(/^https:\/\//);
    expect(diagnosis.causes.every(cause => cause.certainty === 'open')).toBe(
      true,
    );
    expect(diagnosis.causes.length > 0).toBe(c.pattern !== 'not-recognised');
    for (const { title, repairs } of diagnosis.causes) {
      expect(title).toMatch(/[^.]$/);
      for (const repair of repairs) expect(repair.title).toMatch(/\.$/);
    }
  });

  it.each(cases.filter(c => c.facts).map(c => [c.name, c] as const))(
    'the facts of: %s',
    (_, c) => {
      expect(explainError(c.text).facts).toEqual(c.facts);
    },
  );
});
