import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { operatorsAsDetour } from './operatorsAsDetour';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('apps', {
    apiGroups: ['argoproj.io'],
    resources: ['applications'],
    verbs: ['create'],
  }),
  aClusterRole('stores', {
    apiGroups: ['external-secrets.io'],
    resources: ['clustersecretstores'],
    verbs: ['patch'],
  }),
  aClusterRole('workflows', {
    apiGroups: ['argoproj.io'],
    resources: ['workflows'],
    verbs: ['create'],
  }),
  aClusterRole('looks', {
    apiGroups: ['argoproj.io'],
    resources: ['*'],
    verbs: ['get'],
  }),
  aClusterRole('one', {
    apiGroups: ['argoproj.io'],
    resources: ['applications'],
    verbs: ['update'],
    resourceNames: ['shop'],
  }),
]);

describeCheck(operatorsAsDetour, [
  {
    shows: 'applications of Argo CD, and what External Secrets reads for all',
    given: given.with('bindings', [
      aBinding('a', 'apps', ['Group devs']),
      aBinding('b', 'stores', ['User jane']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`Group devs` may have Argo CD deploy anything in all namespaces by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows:
      'those of a team’s namespace, looking, one by its name, and the server itself',
    given: given.with('bindings', [
      aBinding('a', 'apps', ['Group devs'], 'shop'),
      aBinding('b', 'looks', ['Group devs']),
      aBinding('c', 'one', ['Group devs']),
      aBinding('d', 'apps', ['ServiceAccount argocd/argocd-server']),
    ]),
    finds: [],
  },
  {
    shows: 'starting pods is a warning',
    given: given.with('bindings', [aBinding('a', 'workflows', ['Group devs'])]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'apps', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
