import { AccessEntry, IamRole } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { accessEntryStale } from './accessEntryStale';

const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;
const role = (name: string, createdAt: string): IamRole => ({
  arn: arn(name),
  name: name.slice(name.lastIndexOf('/') + 1),
  path: '/',
  id: 'AROA',
  createdAt,
  trustPolicy: {},
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});
const entry = (principalArn: string, groups: string[] = []): AccessEntry => ({
  principalArn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: groups,
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const old = '2025-01-01T00:00:00Z';
const young = '2026-06-01T00:00:00Z';
describeCheck(accessEntryStale, [
  {
    shows: 'made anew and deleted',
    given: aSnapshot()
      .with('iamRoles', [role('eng/New', young), role('Moved', old)])
      .with('accessEntries', [
        entry(arn('eng/New')),
        entry(arn('Gone')),
        entry(arn('path/Moved')),
      ]),
    finds: [arn('eng/New'), arn('Gone'), arn('path/Moved')],
    verdict: 'fail',
    message: '`role/eng/New` was created after its access entry',
    repairs: ['delete-access-entry', 'create-access-entry'],
  },
  {
    shows: 'older principals, and clocks that differ a little',
    given: aSnapshot()
      .with('iamRoles', [role('A', old), role('B', '2026-01-01T00:00:30Z')])
      .with('accessEntries', [entry(arn('A')), entry(arn('B'))]),
    finds: [],
  },
  {
    shows: 'nothing is known of other accounts',
    given: aSnapshot().with('accessEntries', [entry(arn('x', '444455556666'))]),
    finds: [arn('x', '444455556666')],
    verdict: 'unknown',
  },
  {
    shows: 'unread roles leave it open',
    given: aSnapshot()
      .with('accessEntries', [entry(arn('A'))])
      .unreadable('iamRoles'),
    finds: [],
    verdict: 'unknown',
  },
]);
