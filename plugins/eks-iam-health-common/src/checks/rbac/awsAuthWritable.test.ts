import { AccessEntry } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthWritable } from './awsAuthWritable';
import { aBinding, aClusterRole, everything } from './__fixtures__/rbac';

const entry = (policy: string, namespaces?: string[]): AccessEntry => ({
  principalArn: 'arn:aws:iam::111122223333:role/Dev',
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
const given = aSnapshot()
  .withAwsAuth({ mapRoles: '[]' })
  .with('clusterRoles', [
    aClusterRole('edit', { resources: ['configmaps'], verbs: ['*'] }),
    aClusterRole('create', { resources: ['configmaps'], verbs: ['create'] }),
    aClusterRole('named', {
      resources: ['configmaps'],
      verbs: ['update'],
      resourceNames: ['leader'],
    }),
    aClusterRole('god', everything),
  ]);

describeCheck(awsAuthWritable, [
  {
    shows: 'by a binding, and by an access policy that reaches kube-system',
    given: given
      .with('bindings', [aBinding('b', 'edit', ['Group devs'], 'kube-system')])
      .with('accessEntries', [entry('AmazonEKSEditPolicy', ['kube-*'])]),
    finds: [
      'RoleBinding kube-system/b',
      'role/Dev AmazonEKSEditPolicy on kube-*',
    ],
    verdict: 'fail',
    message: '`Group devs` may update, patch, delete aws-auth by',
    repairs: ['delete-binding'],
  },
  {
    shows: 'controllers are a warning',
    given: given.with('bindings', [
      aBinding('b', 'edit', ['ServiceAccount flux-system/flux']),
    ]),
    finds: ['ClusterRoleBinding b'],
    verdict: 'warn',
  },
  {
    shows: 'other namespaces, other names, creating, and administrators',
    given: given
      .with('bindings', [
        aBinding('a', 'edit', ['Group devs'], 'shop'),
        aBinding('b', 'named', ['Group devs']),
        aBinding('c', 'create', ['Group devs']),
        aBinding('d', 'god', ['Group ops']),
      ])
      .with('accessEntries', [entry('AmazonEKSEditPolicy', ['dev-*'])]),
    finds: [],
  },
  {
    shows: 'creating it counts where it is missing',
    given: given
      .with('awsAuth', null)
      .with('bindings', [aBinding('c', 'create', ['Group devs'])]),
    finds: ['ClusterRoleBinding c'],
  },
  {
    shows: 'mode API reads nothing of it',
    given: given.withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread entries leave it open',
    given: given.unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
