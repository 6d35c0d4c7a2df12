import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { tracesErasable } from './tracesErasable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('events', {
    apiGroups: [''],
    resources: ['events'],
    verbs: ['deletecollection'],
  }),
  aClusterRole('new-events', {
    apiGroups: ['events.k8s.io'],
    resources: ['events'],
    verbs: ['delete'],
  }),
  aClusterRole('writes', {
    apiGroups: [''],
    resources: ['events'],
    verbs: ['create', 'patch'],
  }),
]);

describeCheck(tracesErasable, [
  {
    shows: 'events of both groups',
    given: given.with('bindings', [
      aBinding('a', 'events', ['Group devs']),
      aBinding('b', 'new-events', ['User jane']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'warn',
    message:
      '`Group devs` may delete events in all namespaces by `ClusterRoleBinding a`',
    repairs: [],
  },
  {
    shows: 'those of a team, and writing them',
    given: given.with('bindings', [
      aBinding('a', 'events', ['Group devs'], 'shop'),
      aBinding('b', 'writes', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'events', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
