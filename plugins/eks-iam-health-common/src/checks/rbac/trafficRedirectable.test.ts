import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { trafficRedirectable } from './trafficRedirectable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('slices', {
    apiGroups: ['discovery.k8s.io'],
    resources: ['endpointslices'],
    verbs: ['update'],
  }),
  aClusterRole('routes', {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['httproutes'],
    verbs: ['create'],
  }),
  aClusterRole('services', {
    apiGroups: [''],
    resources: ['services'],
    verbs: ['create'],
  }),
  aClusterRole('status', {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses/status'],
    verbs: ['update'],
  }),
  aClusterRole('old', {
    apiGroups: ['extensions'],
    resources: ['ingresses'],
    verbs: ['create'],
  }),
]);

describeCheck(trafficRedirectable, [
  {
    shows: 'slices and routes of all, and Services of kube-system',
    given: given.with('bindings', [
      aBinding('a', 'slices', ['Group devs']),
      aBinding('b', 'routes', ['User jane']),
      aBinding('c', 'services', ['Group devs'], 'kube-system'),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'RoleBinding kube-system/c',
    ],
    verdict: 'warn',
    message:
      '`Group devs` may write EndpointSlices in all namespaces by `ClusterRoleBinding a`',
    repairs: [],
  },
  {
    shows:
      'Services of a team, the status of Ingresses, a group that is gone, and the load balancer controller',
    given: given.with('bindings', [
      aBinding('a', 'services', ['Group devs'], 'shop'),
      aBinding('b', 'status', ['Group devs']),
      aBinding('c', 'old', ['Group devs']),
      aBinding('d', 'slices', [
        'ServiceAccount kube-system/aws-load-balancer-controller',
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'slices', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
