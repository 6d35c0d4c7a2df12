import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { nodesSteerable } from './nodesSteerable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('nodes', {
    apiGroups: [''],
    resources: ['nodes'],
    verbs: ['patch'],
  }),
  aClusterRole('drain', {
    apiGroups: [''],
    resources: ['pods/eviction'],
    verbs: ['create'],
  }),
  aClusterRole('leases', {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['update'],
  }),
  aClusterRole('own-lease', {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['update'],
    resourceNames: ['my-leader'],
  }),
  aClusterRole('looks', {
    apiGroups: [''],
    resources: ['nodes', 'nodes/status', 'pods'],
    verbs: ['get', 'list', 'watch'],
  }),
]);

describeCheck(nodesSteerable, [
  {
    shows:
      'nodes, evictions anywhere and the leases of the cluster’s controllers',
    given: given.with('bindings', [
      aBinding('a', 'nodes', ['Group devs']),
      aBinding('b', 'drain', ['ServiceAccount shop/drainer']),
      aBinding('c', 'leases', ['User jane'], 'kube-system'),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'RoleBinding kube-system/c',
    ],
    verdict: 'warn',
    message:
      '`Group devs` may add, change, taint or delete nodes by `ClusterRoleBinding a`',
    repairs: [],
  },
  {
    shows: 'pods of a team, its own lease, looking, and the autoscaler',
    given: given.with('bindings', [
      aBinding('a', 'drain', ['Group devs'], 'shop'),
      aBinding('b', 'own-lease', ['Group devs']),
      aBinding('c', 'looks', ['Group devs']),
      aBinding('d', 'nodes', ['ServiceAccount karpenter/karpenter']),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'nodes', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
