import { aSnapshot, describeCheck } from '../../testing';
import { bindingToClusterAdmin } from './bindingToClusterAdmin';
import { aBinding, aClusterRole, everything } from './__fixtures__/rbac';

const roles = aSnapshot().with('clusterRoles', [
  aClusterRole('cluster-admin', everything),
  aClusterRole('god', everything),
  aClusterRole('view', { resources: ['pods'], verbs: ['get'] }),
]);
const stock = [
  aBinding('cluster-admin', 'cluster-admin', ['Group system:masters']),
  aBinding('eks:addon-cluster-admin', 'cluster-admin', [
    'User eks:addon-manager',
  ]),
];

describeCheck(bindingToClusterAdmin, [
  {
    shows: 'a group, and a role of another name that is as much',
    given: roles.with('bindings', [
      ...stock,
      aBinding('ops', 'cluster-admin', ['Group ops']),
      aBinding('tool', 'god', ['ServiceAccount tools/runner']),
    ]),
    finds: ['ClusterRoleBinding ops', 'ClusterRoleBinding tool'],
    verdict: 'fail',
    message: '`Group ops` may do everything in the cluster',
    repairs: ['delete-binding'],
  },
  {
    shows: 'a subject added to the stock binding is taken off alone',
    given: roles.with('bindings', [
      aBinding('cluster-admin', 'cluster-admin', [
        'Group system:masters',
        'User system:masters',
      ]),
    ]),
    finds: ['ClusterRoleBinding cluster-admin'],
    verdict: 'fail',
    message: '`User system:masters`',
    repairs: ['kubectl-patch'],
  },
  {
    shows: 'in a namespace it is a warning',
    given: roles.with('bindings', [
      aBinding('ops', 'cluster-admin', ['Group ops'], 'shop'),
    ]),
    finds: ['RoleBinding shop/ops'],
    verdict: 'warn',
  },
  {
    shows: 'the stock of a healthy cluster, and small roles',
    given: roles.with('bindings', [
      ...stock,
      aBinding('v', 'view', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows:
      'the two that hold it by design count by kind and name, in whatever binding',
    given: roles.with('bindings', [
      aBinding('mine', 'cluster-admin', [
        'Group system:masters',
        'User eks:addon-manager',
      ]),
      aBinding('alike', 'cluster-admin', ['Group eks:addon-manager']),
      aBinding('eks:mine', 'cluster-admin', ['User eks:mine']),
    ]),
    finds: ['ClusterRoleBinding alike', 'ClusterRoleBinding eks:mine'],
    verdict: 'fail',
  },
  {
    shows: 'the name proves it without the roles',
    given: roles
      .with('bindings', [aBinding('ops', 'cluster-admin', ['Group ops'])])
      .unreadable('clusterRoles'),
    finds: ['ClusterRoleBinding ops'],
    verdict: 'fail',
  },
  {
    shows: 'unread bindings leave it open',
    given: roles.unreadable('bindings'),
    verdict: 'unknown',
  },
]);
