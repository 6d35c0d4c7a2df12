import { defaultCheckSettings, runChecks } from '..';
import { Cluster } from '../../model';
import {
  aDocument,
  aRole,
  aSnapshot,
  aUser,
  describeCheck,
  testNow,
} from '../../testing';
import { broadEksPermissions } from './broadEksPermissions';
import { clusterRoleUnusable } from './clusterRoleUnusable';
import { fargateRoleUnusable } from './fargateRoleUnusable';
import { iamHealthIssue } from './iamHealthIssue';
import { nodeRoleUnusable } from './nodeRoleUnusable';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const trusting = (
  name: string,
  service: string,
  Action: unknown = 'sts:AssumeRole',
  Condition?: unknown,
) =>
  aRole(name, {
    trustPolicy: aDocument({
      Effect: 'Allow',
      Principal: { Service: service },
      Action,
      ...(Condition === undefined ? {} : { Condition }),
    }),
  });
const cluster = (change: Partial<Cluster> = {}) =>
  aSnapshot().withCluster({ roleArn: arn('role/c'), ...change });

describeCheck(clusterRoleUnusable, [
  {
    shows: 'the role does not exist',
    given: cluster(),
    finds: [arn('role/c')],
    message:
      /the cluster role `arn:aws:iam::111122223333:role\/c` does not exist/,
    repairs: [],
  },
  {
    shows: 'it trusts somebody else',
    given: cluster().with('iamRoles', [trusting('c', 'ec2.amazonaws.com')]),
    finds: [arn('role/c')],
    message: /does not allow `sts:AssumeRole` to `eks.amazonaws.com`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'Auto Mode tags its sessions',
    given: cluster({ computeConfig: { enabled: true } }).with('iamRoles', [
      trusting('c', 'eks.amazonaws.com'),
    ]),
    finds: [arn('role/c')],
    message: /`sts:TagSession`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'it trusts EKS',
    given: cluster().with('iamRoles', [trusting('c', 'eks.amazonaws.com')]),
    finds: [],
  },
  {
    shows: 'a condition on the source that is not known',
    given: cluster().with('iamRoles', [
      trusting('c', 'eks.amazonaws.com', 'sts:AssumeRole', {
        ArnLike: { 'aws:SourceArn': clusterArn },
      }),
    ]),
    finds: [arn('role/c')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: cluster().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

const group = (name: string, role: string) => ({
  name,
  nodeRoleArn: arn(`role/${role}`),
  status: 'ACTIVE',
  healthIssues: [],
});

describeCheck(nodeRoleUnusable, [
  {
    shows: 'one role is missing, another trusts EKS instead of EC2',
    given: aSnapshot()
      .with('nodegroups', [group('a', 'a'), group('b', 'b'), group('b2', 'b')])
      .with('iamRoles', [trusting('b', 'eks.amazonaws.com')]),
    finds: [arn('role/a'), arn('role/b')],
    verdict: 'fail',
  },
  {
    shows: 'EC2 in China under either name',
    given: aSnapshot()
      .withCluster({ partition: 'aws-cn' })
      .with('nodegroups', [group('a', 'a'), group('b', 'b')])
      .with('iamRoles', [
        trusting('a', 'ec2.amazonaws.com.cn'),
        trusting('b', 'ec2.amazonaws.com'),
      ]),
    finds: [],
  },
  {
    shows: 'no nodes of this kind',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
  {
    shows: 'node groups were not read',
    given: aSnapshot().unreadable('nodegroups'),
    verdict: 'unknown',
  },
]);

const profile = (role: string) => ({
  name: role,
  podExecutionRoleArn: arn(`role/${role}`),
  status: 'ACTIVE',
});
const fargate = 'eks-fargate-pods.amazonaws.com';

describeCheck(fargateRoleUnusable, [
  {
    shows: 'one is missing, one trusts nobody',
    given: aSnapshot()
      .with('fargateProfiles', [profile('a'), profile('b')])
      .with('iamRoles', [aRole('b')]),
    finds: [arn('role/a'), arn('role/b')],
    verdict: 'fail',
  },
  {
    shows: 'no condition on the source',
    given: aSnapshot()
      .with('fargateProfiles', [profile('a')])
      .with('iamRoles', [trusting('a', fargate)]),
    finds: [arn('role/a')],
    verdict: 'warn',
    message: /no condition on `aws:SourceArn`/,
  },
  {
    shows: 'profiles of this cluster alone',
    given: aSnapshot()
      .with('fargateProfiles', [profile('a')])
      .with('iamRoles', [
        trusting('a', fargate, 'sts:AssumeRole', {
          ArnLike: {
            'aws:SourceArn': `${clusterArn.replace(
              'cluster',
              'fargateprofile',
            )}/*`,
          },
        }),
      ]),
    finds: [],
  },
  { shows: 'no profiles', given: aSnapshot(), verdict: 'not-applicable' },
  {
    shows: 'roles were not read',
    given: aSnapshot()
      .with('fargateProfiles', [profile('a')])
      .unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

const holding = (Action: unknown, Resource: unknown = '*') => ({
  inlinePolicies: [
    { name: 'own', document: aDocument({ Effect: 'Allow', Action, Resource }) },
  ],
});

describeCheck(broadEksPermissions, [
  {
    shows: 'a role and a user with eks:*',
    given: aSnapshot()
      .with('iamRoles', [aRole('Dev', holding('eks:*'))])
      .with('iamUsers', [aUser('jane', holding(['eks:*', 's3:*']))]),
    finds: [arn('role/Dev'), arn('user/jane')],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'one powerful action',
    given: aSnapshot().with('iamRoles', [
      aRole('Dev', holding(['eks:Describe*', 'eks:CreateAccessEntry'])),
    ]),
    finds: [arn('role/Dev')],
    verdict: 'warn',
    message: /may call `eks:CreateAccessEntry` on every cluster/,
  },
  {
    shows: 'one cluster, reading, and an administrator',
    given: aSnapshot().with('iamRoles', [
      aRole('One', holding('eks:*', clusterArn)),
      aRole('Reader', holding(['eks:Describe*', 'eks:List*'])),
      aRole('Admin', holding('*')),
    ]),
    finds: [],
  },
  {
    shows: 'policies were not read',
    given: aSnapshot().unreadable('iamPolicies'),
    verdict: 'unknown',
  },
]);

const issue = (code: string) => ({
  code,
  message: 'as it is',
  resourceIds: [],
});

describeCheck(iamHealthIssue, [
  {
    shows: 'of the cluster and of a node group',
    given: aSnapshot()
      .withCluster({ healthIssues: [issue('IamRoleNotFound')] })
      .with('nodegroups', [
        { ...group('main', 'a'), healthIssues: [issue('AccessDenied')] },
      ]),
    finds: [`${clusterArn}: IamRoleNotFound`, 'node group main: AccessDenied'],
    verdict: 'fail',
    message: /cluster `payments-prod` has the health issue `IamRoleNotFound`/,
  },
  {
    shows: 'perhaps a permission',
    given: aSnapshot().with('nodegroups', [
      { ...group('main', 'a'), healthIssues: [issue('NodeCreationFailure')] },
    ]),
    finds: ['node group main: NodeCreationFailure'],
    verdict: 'warn',
  },
  {
    shows: 'another kind of issue',
    given: aSnapshot().withCluster({
      healthIssues: [issue('InsufficientFreeAddresses')],
    }),
    finds: [],
  },
  {
    shows: 'add-ons were not read',
    given: aSnapshot().unreadable('addons'),
    verdict: 'unknown',
  },
]);

it('of a node group that is denied, the mapping of the node role is the first to look at', () => {
  const [{ findings }] = runChecks(
    aSnapshot()
      .with('nodegroups', [
        { ...group('main', 'a'), healthIssues: [issue('AccessDenied')] },
      ])
      .build(),
    [iamHealthIssue],
    { ...defaultCheckSettings, now: testNow },
  );
  expect(findings[0].repairs[0].title).toMatch(/^Map the node role/);
});
