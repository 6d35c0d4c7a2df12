import { AccessEntry, IamRole } from '../../model';
import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { noWayBackIn } from './noWayBackIn';

const { arn: cluster } = aCluster();
const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const admin = (name: string): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [
    {
      policyArn:
        'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      scope: { type: 'cluster' },
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const roles = (...names: string[]): IamRole[] =>
  names.map(name => ({
    arn: arn(name),
    name,
    path: '/',
    id: 'AROA',
    createdAt: '2025-01-01T00:00:00Z',
    trustPolicy: {},
    attachedPolicyArns: [],
    inlinePolicies: [],
    instanceProfileArns: [],
    tags: {},
  }));

describeCheck(noWayBackIn, [
  {
    shows: 'nobody, or nobody who exists',
    given: aSnapshot().with('accessEntries', [admin('Gone')]),
    finds: [cluster],
    verdict: 'fail',
    message: 'nobody that exists administers the cluster',
  },
  {
    shows: 'one is a warning',
    given: aSnapshot()
      .with('iamRoles', roles('A'))
      .with('accessEntries', [admin('A'), admin('Gone')]),
    finds: [cluster],
    verdict: 'warn',
    message: '`role/A` is the only administrator',
  },
  {
    shows: 'two by different ways are enough',
    given: aSnapshot()
      .with('iamRoles', roles('A', 'B'))
      .with('accessEntries', [admin('A')])
      .withAwsAuth({
        mapRoles: `- rolearn: ${arn(
          'B',
        )}\n  username: b\n  groups: ["system:masters"]\n`,
      }),
    finds: [],
  },
  {
    shows: 'unread bindings could hold more',
    given: aSnapshot().unreadable('bindings'),
    verdict: 'unknown',
  },
]);
