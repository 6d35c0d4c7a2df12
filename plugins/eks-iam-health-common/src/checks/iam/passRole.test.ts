import { Nodegroup } from '../../model';
import {
  aDocument,
  aPolicy,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { eksOperatorLacksPassRole } from './eksOperatorLacksPassRole';
import { passRoleMisdirected } from './passRoleMisdirected';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const nodegroup = (role: string): Nodegroup => ({
  name: 'main',
  nodeRoleArn: arn(`role/${role}`),
  status: 'ACTIVE',
  healthIssues: [],
});
const operate = {
  Effect: 'Allow',
  Action: ['eks:CreateNodegroup', 'eks:DescribeCluster'],
  Resource: '*',
};
const pass = (Resource: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const operator = (...statements: unknown[]) =>
  aRole('Ops', {
    inlinePolicies: [
      { name: 'own', document: aDocument(operate, ...statements) },
    ],
  });
const given = (...statements: unknown[]) =>
  aSnapshot()
    .with('nodegroups', [nodegroup('node')])
    .with('iamRoles', [operator(...statements)]);
const ops = arn('role/Ops');
const passedTo = (operator_: string, ...services: string[]) => ({
  [operator_]: { 'iam:PassedToService': services },
});

describeCheck(eksOperatorLacksPassRole, [
  {
    shows: 'no policy speaks of iam:PassRole',
    given: given(),
    finds: [ops],
    verdict: 'fail',
    message:
      'role `role/Ops` may call `eks:CreateNodegroup`, but may not pass the role used for it: `role/node`',
    repairs: ['put-role-policy'],
  },
  {
    shows: 'two principals',
    given: given().with('iamRoles', [
      operator(),
      { ...operator(), name: 'Too', arn: arn('role/Too') },
    ]),
    finds: [ops, arn('role/Too')],
  },
  {
    shows: 'it may pass other roles: perhaps it uses those',
    given: given(pass(arn('role/team-node'))),
    finds: [ops],
    verdict: 'warn',
  },
  {
    shows: 'a Deny: an Allow would not help',
    given: given({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
    finds: [ops],
    verdict: 'fail',
    message: /a Deny keeps it from passing/,
    repairs: [],
  },
  {
    shows: 'a role of a permission set is changed in Identity Center',
    given: given().with('iamRoles', [
      {
        ...operator(),
        arn: arn('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1'),
      },
    ]),
    finds: [arn('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1')],
    repairs: [],
  },
  {
    shows: 'the role may be passed to EKS',
    given: given(
      pass(arn('role/node'), passedTo('StringEquals', 'eks.amazonaws.com')),
    ),
    finds: [],
  },
  {
    shows: 'a statement that does not fit is the other check’s business',
    given: given(pass('*', passedTo('StringEquals', 'ec2.amazonaws.com'))),
    finds: [],
  },
  {
    shows: 'who may create nothing need not pass anything',
    given: aSnapshot()
      .with('nodegroups', [nodegroup('node')])
      .with('iamRoles', [aRole('Reader')]),
    finds: [],
  },
  {
    shows: 'a condition on the caller’s network',
    given: given(
      pass('*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    ),
    finds: [ops],
    verdict: 'unknown',
    message: /`IpAddress` on `aws:SourceIp`/,
  },
  {
    shows: 'node groups were not read',
    given: given().unreadable('nodegroups'),
    verdict: 'unknown',
  },
]);

describeCheck(passRoleMisdirected, [
  {
    shows: 'another service',
    given: given(pass('*', passedTo('StringEquals', 'ec2.amazonaws.com'))),
    finds: [ops],
    verdict: 'fail',
    message: /does not name `eks.amazonaws.com`/,
    repairs: ['put-role-policy'],
  },
  {
    shows: 'the cluster instead of the role',
    given: given(
      pass('arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod'),
    ),
    finds: [ops],
    message: /is not the ARN of a role/,
    repairs: ['put-role-policy'],
  },
  {
    shows: 'the path of the role is forgotten',
    given: given(pass(arn('role/node'))).with('nodegroups', [
      nodegroup('eks/node'),
    ]),
    finds: [ops],
    message: /lacks the path of `arn:aws:iam::111122223333:role\/eks\/node`/,
  },
  {
    shows: 'an asterisk under StringEquals',
    given: given(pass('*', passedTo('StringEquals', '*.amazonaws.com'))),
    finds: [ops],
    message: /takes the asterisk literally/,
  },
  {
    shows: 'a misspelt key',
    given: given(
      pass('*', {
        StringEquals: { 'iam:PassToService': 'eks.amazonaws.com' },
      }),
    ),
    finds: [ops],
    message: /a key that no request has/,
  },
  {
    shows: 'two principals',
    given: given().with('iamRoles', [
      operator(pass('arn:aws:s3:::x')),
      {
        ...operator(pass('arn:aws:s3:::x')),
        name: 'Too',
        arn: arn('role/Too'),
      },
    ]),
    finds: [ops, arn('role/Too')],
  },
  {
    shows: 'either of two services, of which AWS documents none',
    given: given(pass('*', passedTo('StringEquals', 'ec2.amazonaws.com')))
      .with('nodegroups', [])
      .with('fargateProfiles', [
        {
          name: 'default',
          podExecutionRoleArn: arn('role/fargate'),
          status: 'ACTIVE',
        },
      ])
      .with('iamRoles', [
        aRole('Ops', {
          inlinePolicies: [
            {
              name: 'own',
              document: aDocument(
                { ...operate, Action: 'eks:CreateFargateProfile' },
                pass('*', passedTo('StringEquals', 'ec2.amazonaws.com')),
              ),
            },
          ],
        }),
      ]),
    finds: [ops],
    verdict: 'warn',
  },
  {
    shows: 'the boundary lacks it: no Allow is offered',
    given: given(pass('arn:aws:s3:::x'))
      .with('iamRoles', [
        {
          ...operator(pass('arn:aws:s3:::x')),
          permissionsBoundaryArn: arn('policy/Fence'),
        },
      ])
      .with('iamPolicies', [
        aPolicy('Fence', { Effect: 'Allow', Action: 'eks:*', Resource: '*' }),
      ]),
    finds: [ops],
    repairs: [],
  },
  {
    shows: 'a statement for another role means another role',
    given: given(pass(arn('role/team-node'))),
    finds: [],
  },
  {
    shows: 'policies were not read',
    given: given().unreadable('iamPolicies'),
    verdict: 'unknown',
  },
]);
