import {
  aDocument,
  aPolicy,
  aRole,
  aSnapshot,
  aUser,
  describeCheck,
} from '../../testing';
import { passRoleOnAnyRole } from './passRoleOnAnyRole';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const inline = (...statements: unknown[]) => ({
  inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
});
const passing = (Resource: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Action: ['eks:*', 'iam:PassRole'],
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const toEks = {
  StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com' },
};
const withRole = (...statements: unknown[]) =>
  aSnapshot().with('iamRoles', [aRole('Dev', inline(...statements))]);

describeCheck(passRoleOnAnyRole, [
  {
    shows: 'a role and, through a group, a user',
    given: withRole(passing('*'))
      .with('iamUsers', [aUser('jane', { groupNames: ['devs'] })])
      .with('iamGroups', [
        {
          arn: arn('group/devs'),
          name: 'devs',
          attachedPolicyArns: [arn('policy/Ops')],
          inlinePolicies: [],
        },
      ])
      .with('iamPolicies', [aPolicy('Ops', passing('arn:aws:iam::*:role/*'))]),
    finds: [arn('role/Dev'), arn('user/jane')],
    verdict: 'fail',
    message: /role `role\/Dev` may pass any role of the account/,
  },
  {
    shows: 'a condition that is no limit',
    given: withRole(
      passing('*', { StringLike: { 'iam:PassedToService': '*' } }),
    ),
    finds: [arn('role/Dev')],
    verdict: 'fail',
  },
  {
    shows: 'limited to a service it is a warning',
    given: withRole(passing('*', toEks)),
    finds: [arn('role/Dev')],
    verdict: 'warn',
  },
  {
    shows: 'roles with a certain beginning',
    given: withRole(passing(arn('role/eks-*'))),
    finds: [arn('role/Dev')],
    verdict: 'warn',
    message: /certain beginning/,
  },
  {
    shows: 'exact roles are fine',
    given: withRole(passing([arn('role/node'), arn('role/cluster')])),
    finds: [],
  },
  {
    shows: 'an administrator may do it anyway',
    given: withRole({ Effect: 'Allow', Action: '*', Resource: '*' }),
    finds: [],
  },
  {
    shows: 'a boundary takes it away',
    given: aSnapshot()
      .with('iamRoles', [
        aRole('Dev', {
          ...inline(passing('*')),
          permissionsBoundaryArn: arn('policy/Fence'),
        }),
      ])
      .with('iamPolicies', [
        aPolicy('Fence', { Effect: 'Allow', Action: 'eks:*', Resource: '*' }),
      ]),
    finds: [],
  },
  {
    shows: 'a service-linked role belongs to AWS',
    given: aSnapshot().with('iamRoles', [
      aRole('AWSServiceRoleForAmazonEKSNodegroup', {
        arn: arn(
          'role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup',
        ),
        ...inline(passing('*')),
      }),
    ]),
    finds: [],
  },
  {
    shows: 'an attached policy whose document was not read',
    given: aSnapshot().with('iamRoles', [
      aRole('Dev', { attachedPolicyArns: [arn('policy/Lost')] }),
    ]),
    finds: [arn('role/Dev')],
    verdict: 'unknown',
    message: /`arn:aws:iam::111122223333:policy\/Lost` was not read/,
  },
  {
    shows: 'users were not read: what roles may do is proven all the same',
    given: withRole(passing('*')).unreadable('iamUsers'),
    finds: [arn('role/Dev')],
    verdict: 'fail',
  },
  {
    shows: 'policies were not read',
    given: withRole(passing('*')).unreadable('iamPolicies'),
    verdict: 'unknown',
  },
]);
