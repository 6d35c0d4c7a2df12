import {
  aDocument,
  anAccessEntry,
  aPolicy,
  aRole,
  aSnapshot,
  aUser,
  describeCheck,
} from '../../testing';
import { consoleAccessIncomplete } from './consoleAccessIncomplete';
import { mappedPrincipalCannotDescribe } from './mappedPrincipalCannotDescribe';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const holding = (...statements: unknown[]) => ({
  inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
});
const allow = (Action: unknown, Resource: unknown = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const dev = (...statements: unknown[]) => aRole('Dev', holding(...statements));
const mapped = (...statements: unknown[]) =>
  aSnapshot()
    .with('iamRoles', [dev(...statements)])
    .with('accessEntries', [anAccessEntry('role/Dev')]);

describeCheck(mappedPrincipalCannotDescribe, [
  {
    shows: 'a role without policies, and a user that aws-auth maps',
    given: mapped()
      .with('iamUsers', [aUser('jane')])
      .withAwsAuth({
        mapUsers: `- userarn: ${arn('user/jane')}\n  username: jane\n`,
      }),
    finds: [arn('role/Dev'), arn('user/jane')],
    verdict: 'fail',
    message:
      '`role/Dev` is mapped, but no policy allows it `eks:DescribeCluster`',
    repairs: ['put-role-policy'],
  },
  {
    shows: 'the policy names another cluster',
    given: mapped(allow('eks:*', clusterArn.replace('prod', 'test'))),
    finds: [arn('role/Dev')],
    repairs: ['put-role-policy'],
  },
  {
    shows: 'a Deny cannot be outweighed',
    given: mapped(allow('*'), {
      Effect: 'Deny',
      Action: 'eks:Describe*',
      Resource: '*',
    }),
    finds: [arn('role/Dev')],
    message: /a Deny in its policies/,
    repairs: [],
  },
  {
    shows: 'the boundary lacks it',
    given: mapped()
      .with('iamRoles', [
        {
          ...dev(allow('eks:*')),
          permissionsBoundaryArn: arn('policy/Fence'),
        },
      ])
      .with('iamPolicies', [aPolicy('Fence', allow('s3:*'))]),
    finds: [arn('role/Dev')],
    message: /its permissions boundary does not allow/,
    repairs: [],
  },
  {
    shows: 'allowed for clusters with a tag that this one has',
    given: mapped({
      ...allow('eks:DescribeCluster'),
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } },
    }).withCluster({ tags: { team: 'shop' } }),
    finds: [],
  },
  {
    shows: 'nodes and the cluster role need no kubeconfig',
    given: aSnapshot()
      .with('iamRoles', [aRole('node'), aRole('payments-prod-cluster')])
      .with('accessEntries', [
        anAccessEntry('role/node', { type: 'EC2_LINUX' }),
        anAccessEntry('role/payments-prod-cluster'),
      ]),
    finds: [],
  },
  {
    shows: 'a principal that does not exist is another check’s business',
    given: aSnapshot().with('accessEntries', [anAccessEntry('role/Gone')]),
    finds: [],
  },
  {
    shows: 'only from a certain network',
    given: mapped({
      ...allow('eks:DescribeCluster'),
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    }),
    finds: [arn('role/Dev')],
    verdict: 'unknown',
  },
  {
    shows: 'policies were not read',
    given: mapped().unreadable('iamPolicies'),
    verdict: 'unknown',
  },
]);

const console_ = [
  'eks:AccessKubernetesApi',
  'eks:DescribeCluster',
  'eks:List*',
];
const people = (...statements: unknown[]) =>
  mapped().with('iamRoles', [
    {
      ...dev(...statements),
      trustPolicy: aDocument({
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'sts:AssumeRole',
      }),
    },
  ]);

describeCheck(consoleAccessIncomplete, [
  {
    shows: 'eks:AccessKubernetesApi is missing',
    given: people(allow(['eks:Describe*', 'eks:List*', 'iam:ListRoles'])),
    finds: [arn('role/Dev')],
    verdict: 'warn',
    message: /its policies lack `eks:AccessKubernetesApi`$/,
    repairs: ['put-role-policy'],
  },
  {
    shows: 'two people without any policy',
    given: people()
      .with('iamUsers', [aUser('jane')])
      .with('accessEntries', [
        anAccessEntry('role/Dev'),
        anAccessEntry('user/jane'),
      ]),
    finds: [arn('role/Dev'), arn('user/jane')],
    verdict: 'warn',
    message: /`eks:DescribeNodegroup`/,
    repairs: ['put-role-policy'],
  },
  {
    shows: 'what the console needs is there',
    given: people(allow(console_)),
    finds: [],
  },
  {
    shows: 'a role that only a pipeline may assume uses no console',
    given: mapped().with('iamRoles', [
      {
        ...dev(),
        trustPolicy: aDocument({
          Effect: 'Allow',
          Principal: {
            Federated: arn('oidc-provider/token.actions.githubusercontent.com'),
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
        }),
      },
    ]),
    finds: [],
  },
  {
    shows: 'nor one that wants an external id, which the console cannot pass',
    given: mapped().with('iamRoles', [
      {
        ...dev(),
        trustPolicy: aDocument({
          Effect: 'Allow',
          Principal: { AWS: arn('user/portal') },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'portal-7f3a' } },
        }),
      },
    ]),
    finds: [],
  },
  {
    shows: 'with multi-factor authentication only',
    given: people({
      ...allow(console_),
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
    finds: [arn('role/Dev')],
    verdict: 'unknown',
  },
  {
    shows: 'policies were not read',
    given: people().unreadable('iamPolicies'),
    verdict: 'unknown',
  },
]);
