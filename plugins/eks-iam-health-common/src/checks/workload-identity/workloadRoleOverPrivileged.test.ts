import {
  aDocument,
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { workloadRoleOverPrivileged } from './workloadRoleOverPrivileged';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const may = (
  Action: string | string[],
  Resource: unknown = '*',
  more = {},
) => ({
  inlinePolicies: [
    {
      name: 'inline',
      document: aDocument({ Effect: 'Allow', Action, Resource, ...more }),
    },
  ],
});
const annotated = (...names: string[]) =>
  aSnapshot().with(
    'serviceAccounts',
    names.map(name => aServiceAccount('shop', name, name)),
  );

describeCheck(workloadRoleOverPrivileged, [
  {
    shows:
      'escalation, access to clusters, and an administrator by association',
    given: annotated('writer', 'opener')
      .with('podIdentityAssociations', [anAssociation('ops', 'all', 'all')])
      .with('iamRoles', [
        aRole('writer', may('iam:PutRolePolicy')),
        aRole(
          'opener',
          may(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy']),
        ),
        aRole('all', may('*')),
      ]),
    finds: [role('writer'), role('opener'), role('all')],
    verdict: 'fail',
    message: '`role/all` of service account `ops/all` may do everything',
    repairs: [],
  },
  {
    shows: 'a whole service is a warning',
    given: annotated('bucket').with('iamRoles', [
      aRole('bucket', may(['s3:*', 'sqs:SendMessage'])),
    ]),
    finds: [role('bucket')],
    verdict: 'warn',
    message: 'may do everything with whole services: `s3:*`',
  },
  {
    shows: 'one bucket, a role that is named, and a role that no pod gets',
    given: annotated('one', 'named').with('iamRoles', [
      aRole('one', may('s3:*', ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'])),
      aRole('named', may(['iam:PassRole', 'ec2:RunInstances'], role('node'))),
      aRole('stranger', may('iam:*')),
    ]),
    finds: [],
  },
  {
    shows: 'a role with an association counts once for all its accounts',
    given: annotated('writer')
      .with('podIdentityAssociations', [anAssociation('ops', 'job', 'writer')])
      .with('iamRoles', [aRole('writer', may('iam:PutRolePolicy'))]),
    finds: [role('writer')],
    message: 'of 2 service accounts, `ops/job` among them, may',
  },
  {
    shows: 'a policy that was not read',
    given: annotated('open').with('iamRoles', [
      aRole('open', { attachedPolicyArns: ['arn:aws:iam::aws:policy/X'] }),
    ]),
    finds: [role('open')],
    verdict: 'unknown',
    message: '`arn:aws:iam::aws:policy/X` was not read',
  },
  {
    shows: 'no workload has a role',
    given: aSnapshot().with('iamRoles', [aRole('x', may('*'))]),
    verdict: 'not-applicable',
  },
  {
    shows: 'roles were not read',
    given: annotated('writer').unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
