import { IamRole } from '../../model';
import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { nodeRoleAssumableByOthers } from './nodeRoleAssumableByOthers';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const allow = (Principal: unknown, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action,
});
const ec2 = allow({ Service: 'ec2.amazonaws.com' });
const rows = (...names: string[]) =>
  names
    .map(
      name =>
        `- rolearn: ${arn(
          name,
        )}\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: ["system:nodes"]\n`,
    )
    .join('');
const given = (names: string[], roles: IamRole[]) =>
  aSnapshot()
    .withAwsAuth({ mapRoles: rows(...names) })
    .with('iamRoles', roles);
const trusting = (name: string, ...statements: unknown[]) =>
  aRole(name, { trustPolicy: aDocument(...statements) });

describeCheck(nodeRoleAssumableByOthers, [
  {
    shows: 'an account beside EC2',
    given: given(
      ['nodes'],
      [trusting('nodes', ec2, allow({ AWS: '111122223333' }))],
    ),
    finds: [arn('nodes')],
    verdict: 'fail',
    message: /can be assumed by `111122223333`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows:
      'two roles, one open to everybody, one to a service that runs code of anybody',
    given: given(
      ['a', 'b'],
      [
        trusting('a', allow('*')),
        trusting('b', ec2, allow({ Service: 'lambda.amazonaws.com' })),
      ],
    ),
    finds: [arn('a'), arn('b')],
    verdict: 'fail',
  },
  {
    shows:
      'the service of nodes alone, and what is not about assuming, is fine',
    given: given(
      ['nodes'],
      [
        trusting(
          'nodes',
          allow({ Service: ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] }),
          allow({ AWS: '111122223333' }, 'sts:TagSession'),
        ),
      ],
    ),
    finds: [],
  },
  {
    shows: 'EC2 has no part in nodes of Fargate',
    given: aSnapshot()
      .with('accessEntries', [
        {
          principalArn: arn('fp'),
          accessEntryArn: 'arn',
          type: 'FARGATE_LINUX',
          username: 'system:node:{{SessionName}}',
          kubernetesGroups: ['system:nodes'],
          policies: [],
          createdAt: '2026-01-01T00:00:00Z',
          tags: {},
        },
      ])
      .with('iamRoles', [
        trusting(
          'fp',
          ec2,
          allow({ Service: 'eks-fargate-pods.amazonaws.com' }),
        ),
      ]),
    finds: [arn('fp')],
    verdict: 'fail',
    message: /`ec2.amazonaws.com`/,
  },
  {
    shows: 'a role that does not exist is assumed by nobody',
    given: given(['gone'], []),
    finds: [],
  },
  {
    shows: 'a trust policy that nobody understands',
    given: given(['nodes'], [aRole('nodes', { trustPolicy: 'x' })]),
    finds: [arn('nodes')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: given(['nodes'], []).unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
