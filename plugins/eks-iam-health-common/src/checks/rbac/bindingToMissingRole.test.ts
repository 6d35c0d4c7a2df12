import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { bindingToMissingRole } from './bindingToMissingRole';

const given = aSnapshot()
  .with('clusterRoles', [aClusterRole('view')])
  .with('roles', [{ ...aClusterRole('local'), namespace: 'shop' }]);
const toRole = (name: string, role: string, namespace: string) => ({
  ...aBinding(name, role, ['Group devs'], namespace),
  roleRef: { kind: 'Role' as const, name: role },
});

describeCheck(bindingToMissingRole, [
  {
    shows: 'a ClusterRole that is gone, and a Role of another namespace',
    given: given.with('bindings', [
      aBinding('a', 'gone', ['Group devs']),
      toRole('b', 'local', 'pay'),
      toRole('c', 'view', 'shop'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding pay/b', 'RoleBinding shop/c'],
    verdict: 'warn',
    message:
      '`ClusterRoleBinding a` refers to ClusterRole `gone`, which does not exist',
    repairs: ['delete-binding'],
  },
  {
    shows: 'roles that are there, without rules too, and bindings of EKS',
    given: given.with('bindings', [
      aBinding('a', 'view', ['Group devs'], 'shop'),
      toRole('b', 'local', 'shop'),
      aBinding('eks:az-poller', 'eks:az-poller', ['User eks:az-poller']),
      aBinding('eks:new', 'eks:new', ['User eks:new']),
    ]),
    finds: [],
  },
  {
    shows: 'a name of EKS for somebody else exempts nobody',
    given: given.with('bindings', [
      aBinding('eks:az-poller', 'eks:az-poller', ['Group devs']),
    ]),
    finds: ['ClusterRoleBinding eks:az-poller'],
  },
  {
    shows: 'what was not read is not missing, and the rest is still seen',
    given: given
      .with('bindings', [
        aBinding('a', 'gone', ['Group devs']),
        toRole('b', 'gone', 'shop'),
      ])
      .unreadable('clusterRoles'),
    finds: ['RoleBinding shop/b'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'gone', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
