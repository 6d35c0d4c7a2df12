import { aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anAccount,
  everything,
} from './__fixtures__/rbac';
import { bindingToMissingServiceAccount } from './bindingToMissingServiceAccount';

const given = aSnapshot()
  .with('clusterRoles', [
    aClusterRole('god', everything),
    aClusterRole('view', { resources: ['pods'], verbs: ['get'] }),
  ])
  .with('namespaces', [{ name: 'shop', labels: {} }])
  .with('serviceAccounts', [anAccount('shop', 'cart')]);

describeCheck(bindingToMissingServiceAccount, [
  {
    shows: 'administrators that wait for an account, or for its namespace',
    given: given.with('bindings', [
      aBinding('a', 'god', ['ServiceAccount shop/gone']),
      aBinding('b', 'god', ['ServiceAccount old/runner', 'Group ops']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message: 'which does not exist, nor its namespace',
    repairs: ['delete-binding'],
  },
  {
    shows: 'ordinary roles are a warning, in the namespace of the binding too',
    given: given.with('bindings', [
      aBinding('a', 'view', ['ServiceAccount shop/gone']),
      {
        ...aBinding('b', 'view', [], 'shop'),
        subjects: [{ kind: 'ServiceAccount', name: 'gone' }],
      },
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding shop/b'],
    verdict: 'warn',
  },
  {
    shows:
      'accounts that are there, people of that name, and stock bindings whose account EKS does not have',
    given: given.with('bindings', [
      aBinding('a', 'god', ['ServiceAccount shop/cart']),
      aBinding('b', 'god', ['User gone', 'Group shop/gone']),
      aBinding(
        'system:controller:route-controller',
        'system:controller:route-controller',
        ['ServiceAccount kube-system/route-controller'],
      ),
      aBinding('system:kube-dns', 'system:kube-dns', [
        'ServiceAccount kube-system/kube-dns',
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'the name of a stock binding for another account exempts nobody',
    given: given.with('bindings', [
      aBinding('system:kube-dns', 'system:kube-dns', [
        'ServiceAccount shop/kube-dns',
      ]),
    ]),
    finds: ['ClusterRoleBinding system:kube-dns'],
    verdict: 'warn',
  },
  {
    shows: 'unread service accounts leave it open',
    given: given
      .with('bindings', [aBinding('a', 'god', ['ServiceAccount shop/gone'])])
      .unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
