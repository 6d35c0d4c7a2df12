import { Cluster, IamRole } from '../../model';
import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { clusterRoleLacksPermissions } from './clusterRoleLacksPermissions';

const arn = 'arn:aws:iam::111122223333:role/c';
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const reads = [
  'ec2:DescribeInstances',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeInstanceTopology',
  'kms:DescribeKey',
];
const given = (role: Partial<IamRole>, cluster: Partial<Cluster> = {}) =>
  aSnapshot()
    .withCluster({ roleArn: arn, ...cluster })
    .with('iamRoles', [aRole('c', role)])
    .with(
      'iamPolicies',
      [
        'AmazonEKSClusterPolicy',
        'AmazonEKSServicePolicy',
        'AdministratorAccess',
      ].map(name => ({
        arn: aws(name),
        name,
        defaultVersionId: 'v1',
        document: aDocument({
          Effect: 'Allow',
          Action: name === 'AdministratorAccess' ? '*' : 'ec2:DescribeVpcs',
          Resource: '*',
        }),
      })),
    );
const inline = (...statements: unknown[]) => ({
  inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
});
const attached = (...names: string[]) => ({
  attachedPolicyArns: names.map(aws),
});
const tagging = {
  Effect: 'Allow',
  Action: 'ec2:CreateTags',
  Resource: 'arn:aws:ec2:*:*:instance/*',
  Condition: {
    'ForAnyValue:StringLike': { 'aws:TagKeys': 'kubernetes.io/cluster/*' },
  },
};
const reading = (actions: string[]) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
});
const auto = { computeConfig: { enabled: true } };

describeCheck(clusterRoleLacksPermissions, [
  {
    shows: 'a role without any policy',
    given: given({}),
    finds: [arn],
    verdict: 'fail',
    message:
      /^cluster role `c` does not allow `ec2:CreateTags`, `ec2:DescribeIns/,
    repairs: ['attach-role-policy'],
  },
  {
    shows: 'the policy of AWS, with a small one beside it',
    given: given({
      ...attached('AmazonEKSClusterPolicy'),
      ...inline(reading(['cloudwatch:PutMetricData'])),
    }),
    finds: [],
  },
  {
    shows: 'the documented minimum',
    given: given(inline(tagging, reading(reads))),
    finds: [],
  },
  {
    shows: 'the minimum but for one action',
    given: given(inline(tagging, reading(reads.slice(1)))),
    finds: [arn],
    message: /does not allow `ec2:DescribeInstances`$/,
  },
  {
    shows: 'the key is not described where there is none',
    given: given(
      inline(tagging, reading(reads.filter(a => a !== 'kms:DescribeKey'))),
      { secretsEncryptionKeyArn: undefined },
    ),
    finds: [],
  },
  {
    shows: 'a Deny stands against it',
    given: given({
      ...attached('AmazonEKSClusterPolicy'),
      ...inline({ ...reading(['ec2:Describe*']), Effect: 'Deny' }),
    }),
    finds: [arn],
    verdict: 'fail',
    message: /a Deny or the permissions boundary keeps/,
    repairs: [],
  },
  {
    shows: 'Auto Mode without two of its policies',
    given: given(
      attached(
        'AmazonEKSClusterPolicy',
        'AmazonEKSComputePolicy',
        'AmazonEKSNetworkingPolicy',
      ),
      auto,
    ),
    finds: [arn],
    verdict: 'fail',
    message:
      /does not allow `ec2:CreateVolume`, `elasticloadbalancing:CreateLoadBalancer`$/,
    repairs: ['attach-role-policy', 'attach-role-policy'],
  },
  {
    shows: 'an administrator',
    given: given(attached('AmazonEKSClusterPolicy', 'AdministratorAccess')),
    finds: [arn],
    verdict: 'warn',
    message: /is an administrator/,
  },
  {
    shows: 'everything of a service',
    given: given({
      ...attached('AmazonEKSClusterPolicy'),
      ...inline(reading(['s3:*'])),
    }),
    finds: [arn],
    verdict: 'warn',
    message: /`s3:\*`/,
  },
  {
    shows: 'a policy of old times',
    given: given(attached('AmazonEKSClusterPolicy', 'AmazonEKSServicePolicy')),
    finds: [arn],
    verdict: 'warn',
  },
  {
    shows: 'a policy that was not read',
    given: given({
      attachedPolicyArns: ['arn:aws:iam::111122223333:policy/own'],
    }),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: given({}).unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
