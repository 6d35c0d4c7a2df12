import { AccessEntry } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { foreignAdministrator } from './foreignAdministrator';

const foreign = (name: string) => `arn:aws:iam::444455556666:role/${name}`;
const line = (name: string, group: string) =>
  `- rolearn: ${foreign(name)}\n  username: v\n  groups:\n  - ${group}\n`;
const entry = (policy: string, namespaces?: string[]): AccessEntry => ({
  principalArn: foreign('partner/Entry'),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [
    {
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      scope: namespaces
        ? { type: 'namespace', namespaces }
        : { type: 'cluster' },
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const bound = aSnapshot()
  .unreadable('organization')
  .with('clusterRoles', [
    {
      name: 'god',
      labels: {},
      annotations: {},
      rules: [
        {
          apiGroups: ['*'],
          resources: ['*'],
          verbs: ['*'],
          resourceNames: [],
          nonResourceURLs: [],
        },
      ],
    },
  ])
  .with('bindings', [
    {
      name: 'ops',
      roleRef: { kind: 'ClusterRole', name: 'god' },
      subjects: [{ kind: 'Group', name: 'ops' }],
    },
  ]);

describeCheck(foreignAdministrator, [
  {
    shows: 'by policy, by system:masters and by binding',
    given: bound
      .with('accessEntries', [entry('AmazonEKSClusterAdminPolicy')])
      .withAwsAuth({
        mapRoles: line('A', 'system:masters') + line('B', 'ops'),
      }),
    settings: { trustedAccountIds: ['444455556666'] },
    finds: [foreign('partner/Entry'), foreign('A'), foreign('B')],
    verdict: 'fail',
    message: /by ClusterRoleBinding ops to god by ops/,
    repairs: ['disassociate-access-policy', 'delete-access-entry'],
  },
  {
    shows:
      'inside or outside is a failure, so no list keeps none; only lowering is offered',
    given: bound.with('accessEntries', [entry('AmazonEKSClusterAdminPolicy')]),
    finds: [foreign('partner/Entry')],
    verdict: 'fail',
    repairs: ['disassociate-access-policy'],
  },
  {
    shows: 'without a list the line of an administrator is not removed either',
    given: bound.withAwsAuth({ mapRoles: line('A', 'system:masters') }),
    finds: [foreign('A')],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'an account that is not on the list loses its line',
    given: bound.withAwsAuth({ mapRoles: line('A', 'system:masters') }),
    settings: { trustedAccountIds: ['999900001111'] },
    finds: [foreign('A')],
    verdict: 'fail',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'less than that is no administrator',
    given: bound
      .with('accessEntries', [entry('AmazonEKSClusterAdminPolicy', ['shop'])])
      .withAwsAuth({ mapRoles: line('A', 'readers') }),
    finds: [],
  },
  {
    shows: 'unread bindings could make one',
    given: bound
      .withAwsAuth({ mapRoles: line('A', 'readers') })
      .unreadable('bindings'),
    verdict: 'unknown',
  },
]);
