import { AccessEntry } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { accessEntryGrantsNothing } from './accessEntryGrantsNothing';

const role = (name: string) => `arn:aws-cn:iam::111122223333:role/${name}`;
const entry = (
  name: string,
  change: Partial<AccessEntry> = {},
): AccessEntry => ({
  principalArn: role(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: `arn:aws-cn:sts::111122223333:assumed-role/${name}/{{SessionName}}`,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
  ...change,
});
const binding = (kind: 'Group' | 'User', name: string) => ({
  name: `b-${name}`,
  namespace: 'shop',
  roleRef: { kind: 'ClusterRole' as const, name: 'view' },
  subjects: [{ kind, name }],
});

describeCheck(accessEntryGrantsNothing, [
  {
    shows: 'entries without groups, or with groups that nothing binds',
    given: aSnapshot()
      .withCluster({ partition: 'aws-cn' })
      .with('accessEntries', [
        entry('a'),
        entry('b', { kubernetesGroups: ['devs'] }),
      ])
      .with('bindings', [binding('Group', 'developers')]),
    finds: [role('a'), role('b')],
    verdict: 'fail',
    message: '`role/b` gets in and may do nothing: no binding names `devs`',
    repairs: ['associate-access-policy', 'delete-access-entry'],
  },
  {
    shows: 'a policy, a group or a user name is enough, also as a session',
    given: aSnapshot()
      .with('accessEntries', [
        entry('a', {
          policies: [{ policyArn: 'arn:p', scope: { type: 'cluster' } }],
        }),
        entry('b', { kubernetesGroups: ['devs'] }),
        entry('c', { username: 'carol' }),
        entry('d'),
      ])
      .with('bindings', [
        binding('Group', 'devs'),
        binding('User', 'carol'),
        binding(
          'User',
          'arn:aws-cn:sts::111122223333:assumed-role/d/dave@example.com',
        ),
      ]),
    finds: [],
  },
  {
    shows: 'rights of everybody are not rights of the entry',
    given: aSnapshot()
      .with('accessEntries', [entry('a')])
      .with('bindings', [binding('Group', 'system:authenticated')]),
    finds: [role('a')],
  },
  {
    shows: 'entries of nodes and of AWS services are left alone',
    given: aSnapshot().with('accessEntries', [
      entry('n', { type: 'EC2_LINUX' }),
      entry('aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS'),
    ]),
    finds: [],
  },
  {
    shows: 'only nodes: nothing to judge',
    given: aSnapshot().with('accessEntries', [
      entry('n', { type: 'EC2_LINUX' }),
    ]),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread bindings could give anything',
    given: aSnapshot()
      .with('accessEntries', [entry('a')])
      .unreadable('bindings'),
    verdict: 'unknown',
  },
]);
