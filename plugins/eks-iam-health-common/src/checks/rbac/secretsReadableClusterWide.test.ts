import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { secretsReadableClusterWide } from './secretsReadableClusterWide';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('reader', { resources: ['secrets'], verbs: ['list'] }),
  aClusterRole('named', {
    resources: ['secrets'],
    verbs: ['get'],
    resourceNames: ['one'],
  }),
  aClusterRole('pods', { resources: ['pods'], verbs: ['*'] }),
]);

describeCheck(secretsReadableClusterWide, [
  {
    shows: 'list is enough to read them; two subjects, two bindings',
    given: given.with('bindings', [
      aBinding('a', 'reader', ['Group devs']),
      aBinding('b', 'reader', ['User jane', 'ServiceAccount shop/cart']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message: '`Group devs` may list all Secrets of the cluster',
    repairs: ['delete-binding'],
  },
  {
    shows: 'controllers, and kube-system alone, are a warning',
    given: given.with('bindings', [
      aBinding('a', 'reader', ['ServiceAccount external-secrets/es']),
      aBinding('b', 'reader', ['Group devs'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
  },
  {
    shows: 'single Secrets, one namespace, other resources and the stock',
    given: given.with('bindings', [
      aBinding('a', 'named', ['Group devs']),
      aBinding('b', 'reader', ['Group devs'], 'shop'),
      aBinding('c', 'pods', ['Group devs']),
      aBinding('cluster-admin', 'cluster-admin', ['Group system:masters']),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'reader', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
