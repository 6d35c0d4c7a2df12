import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { rightsForEverybody } from './rightsForEverybody';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('edit', { resources: ['configmaps'], verbs: ['update'] }),
  aClusterRole('secrets', { resources: ['secrets'], verbs: ['get'] }),
  aClusterRole('stars', { resources: ['*'], verbs: ['get'] }),
  aClusterRole('view', { resources: ['pods'], verbs: ['get', 'list'] }),
  aClusterRole('urls', { nonResourceURLs: ['/metrics'], verbs: ['get'] }),
  aClusterRole('ask', {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews'],
    verbs: ['create'],
  }),
  aClusterRole('system:discovery', {
    nonResourceURLs: ['/api'],
    verbs: ['get'],
  }),
  aClusterRole('empty'),
]);
const all = ['Group system:authenticated'];
const accounts = ['Group system:serviceaccounts'];

describeCheck(rightsForEverybody, [
  {
    shows: 'writing, Secrets and stars, cluster-wide or not',
    given: given.with('bindings', [
      aBinding('a', 'edit', all, 'shop'),
      aBinding('b', 'secrets', accounts),
      aBinding('c', 'stars', all),
    ]),
    finds: [
      'RoleBinding shop/a',
      'ClusterRoleBinding b',
      'ClusterRoleBinding c',
    ],
    verdict: 'fail',
    message:
      '`Group system:authenticated` may change things, or read Secrets, in `shop` by `RoleBinding shop/a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'the group is taken off a binding that others need',
    given: given.with('bindings', [
      aBinding('b', 'secrets', ['Group ops', ...accounts]),
    ]),
    finds: ['ClusterRoleBinding b'],
    repairs: ['kubectl-patch'],
  },
  {
    shows: 'reading, and all accounts of one namespace, are a warning',
    given: given.with('bindings', [
      aBinding('a', 'view', all),
      aBinding('b', 'urls', all),
      aBinding('c', 'edit', ['Group system:serviceaccounts:shop']),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'ClusterRoleBinding c',
    ],
    verdict: 'warn',
  },
  {
    shows:
      'the defaults, asking about oneself, roles without rules, and names that are not the groups',
    given: given.with('bindings', [
      aBinding('system:discovery', 'system:discovery', all),
      aBinding('again', 'system:discovery', accounts),
      aBinding('ask', 'ask', all),
      aBinding('gone', 'gone', all),
      aBinding('empty', 'empty', all),
      aBinding('user', 'edit', ['User system:authenticated']),
    ]),
    finds: [],
  },
  {
    shows: 'a look-alike of a stock binding is judged',
    given: given.with('bindings', [aBinding('system:discovery', 'edit', all)]),
    finds: ['ClusterRoleBinding system:discovery'],
    verdict: 'fail',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('b', 'secrets', all)])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
