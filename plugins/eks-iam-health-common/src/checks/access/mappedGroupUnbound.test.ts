import { AccessEntry, RbacBinding } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { mappedGroupUnbound } from './mappedGroupUnbound';
import { isOneEditApart } from './nearName';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const line = (name: string, groups: string, username = 'u') =>
  `- rolearn: ${role(name)}\n  username: ${username}\n  groups: [${groups}]\n`;
const binding = (...groups: string[]): RbacBinding => ({
  name: 'b',
  namespace: 'shop',
  roleRef: { kind: 'ClusterRole', name: 'edit' },
  subjects: groups.map(name => ({ kind: 'Group', name })),
});
const entry = (groups: string[], policies: AccessEntry['policies'] = []) => ({
  principalArn: role('entry'),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: groups,
  policies,
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});

describeCheck(mappedGroupUnbound, [
  {
    shows: 'a slip in the group locks out; the line is written as it is bound',
    given: aSnapshot()
      .withAwsAuth({ mapRoles: line('Dev', 'develpers') })
      .with('bindings', [binding('developers')]),
    finds: [role('Dev')],
    verdict: 'fail',
    message: 'no binding names `develpers` (`developers` is bound)',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'groups that nothing binds, and none at all',
    given: aSnapshot().withAwsAuth({
      mapRoles: line('Dev', 'team-x') + line('Ops', ''),
    }),
    finds: [role('Dev'), role('Ops')],
    verdict: 'fail',
    message: /`role\/Ops` gets in and may do nothing: it has no groups/,
  },
  {
    shows: 'one of two groups bound is a warning, in an entry as well',
    given: aSnapshot()
      .withAwsAuth({ mapRoles: line('Dev', 'developers, extra') })
      .with('accessEntries', [entry(['developers', 'others'])])
      .with('bindings', [binding('developers')]),
    finds: [role('Dev'), role('entry')],
    verdict: 'warn',
  },
  {
    shows: 'masters, bound groups, nodes, shadowed and dead lines are fine',
    given: aSnapshot()
      .withAwsAuth({
        mapRoles:
          line('Ops', 'system:masters') +
          line('Dev', 'developers') +
          line('n', 'system:nodes', 'system:node:{{EC2PrivateDNSName}}') +
          line('entry', 'nothing') +
          line('path/dead', 'nothing'),
      })
      .with('accessEntries', [
        entry([], [{ policyArn: 'arn:p', scope: { type: 'cluster' } }]),
      ])
      .with('bindings', [binding('developers')]),
    finds: [],
  },
  {
    shows: 'an unread source that the mode asks could hold more',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
  {
    shows: 'one that the mode does not ask holds nothing',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .unreadable('awsAuth'),
    finds: [],
  },
  {
    shows: 'unread bindings could name any group',
    given: aSnapshot()
      .withAwsAuth({ mapRoles: line('Dev', 'x') })
      .unreadable('bindings'),
    verdict: 'unknown',
  },
]);

describe('isOneEditApart', () => {
  it.each([
    ['dev', 'dev', true],
    ['dev', 'devs', true],
    ['dev', 'dex', true],
    ['dev', 'ev', true],
    ['dev', 'edv', false],
    ['aa', 'a', true],
    ['abcd', 'ab', false],
  ])('%s and %s', (a, b, expected) =>
    expect(isOneEditApart(a, b)).toBe(expected),
  );
});
