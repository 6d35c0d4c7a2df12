import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { defaultServiceAccountHasRights } from './defaultServiceAccountHasRights';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('edit', { resources: ['pods'], verbs: ['create'] }),
  aClusterRole('secrets', { resources: ['secrets'], verbs: ['list'] }),
  aClusterRole('view', { resources: ['pods'], verbs: ['get'] }),
]);
const account = ['ServiceAccount shop/default'];

describeCheck(defaultServiceAccountHasRights, [
  {
    shows: 'writing and Secrets, the account also by its user name',
    given: given.with('bindings', [
      aBinding('a', 'edit', account, 'shop'),
      aBinding('b', 'secrets', ['User system:serviceaccount:shop:default']),
    ]),
    finds: ['RoleBinding shop/a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`ServiceAccount shop/default` is bound to `edit` by `RoleBinding shop/a`, which allows more than reading',
    repairs: ['delete-binding'],
  },
  {
    shows: 'any other binding is a warning, to a missing role as well',
    given: given.with('bindings', [
      aBinding('a', 'view', account),
      aBinding('b', 'gone', account),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'warn',
  },
  {
    shows: 'other accounts, and people of that name',
    given: given.with('bindings', [
      aBinding('a', 'edit', ['ServiceAccount default/app']),
      aBinding('b', 'edit', ['User default', 'Group default']),
      aBinding('c', 'edit', ['ServiceAccount shop/app-default']),
    ]),
    finds: [],
  },
  {
    shows: 'unread bindings leave it open',
    given: given.unreadable('bindings'),
    verdict: 'unknown',
  },
]);
