import { AccessEntry, IamRole } from '../../model';
import { aRole, aSnapshot, describeCheck } from '../../testing';
import { identityCenterRoleStale } from './identityCenterRoleStale';

const path = 'aws-reserved/sso.amazonaws.com/eu-west-1/';
const name = (set: string, suffix: string) => `AWSReservedSSO_${set}_${suffix}`;
const arn = (role: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${role}`;
const oldSuffix = '0123456789abcdef';
const newSuffix = 'fedcba9876543210';
const role = (set: string, suffix: string): IamRole =>
  aRole(name(set, suffix), {
    arn: arn(path + name(set, suffix)),
    path: `/${path}`,
  });
const rows = (...names: string[]) => ({
  mapRoles: names
    .map(n => `- rolearn: ${arn(n)}\n  username: x\n  groups: [g]\n`)
    .join(''),
});
const entry = (principalArn: string): AccessEntry => ({
  principalArn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: ['g'],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});

describeCheck(identityCenterRoleStale, [
  {
    shows: 'the permission set has a role of another suffix',
    given: aSnapshot()
      .withAwsAuth(rows(name('View', oldSuffix)))
      .with('iamRoles', [role('View', newSuffix)]),
    finds: [arn(name('View', oldSuffix))],
    verdict: 'fail',
    message: new RegExp(`is now \`role/${path}.*${newSuffix}`),
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'two lines whose sets have no role at all',
    given: aSnapshot().withAwsAuth(
      rows(name('View', oldSuffix), name('Admin', oldSuffix)),
    ),
    finds: [arn(name('View', oldSuffix)), arn(name('Admin', oldSuffix))],
    verdict: 'fail',
    message: /no permission set has a role/,
  },
  {
    shows: 'an entry of the old name, and one without path',
    given: aSnapshot()
      .with('accessEntries', [
        entry(arn(path + name('View', oldSuffix))),
        entry(arn(name('Admin', newSuffix))),
      ])
      .with('iamRoles', [role('View', newSuffix), role('Admin', newSuffix)]),
    finds: [arn(path + name('View', oldSuffix)), arn(name('Admin', newSuffix))],
    verdict: 'fail',
    repairs: ['create-access-entry', 'delete-access-entry'],
  },
  {
    shows: 'names that match are fine, and other roles are not looked at',
    given: aSnapshot()
      .withAwsAuth(rows(name('View', newSuffix), 'AWSReservedSSO_odd'))
      .with('accessEntries', [entry(arn(path + name('Admin', newSuffix)))])
      .with('iamRoles', [role('View', newSuffix), role('Admin', newSuffix)]),
    finds: [],
  },
  {
    shows: 'a set of another account is not known',
    given: aSnapshot().with('accessEntries', [
      entry(arn(path + name('View', oldSuffix), '444455556666')),
    ]),
    finds: [arn(path + name('View', oldSuffix), '444455556666')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: aSnapshot()
      .withAwsAuth(rows(name('View', oldSuffix)))
      .unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
