import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { rbacObjectsWritable } from './rbacObjectsWritable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('bindings', {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['clusterrolebindings'],
    verbs: ['create'],
  }),
  aClusterRole('roles', {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'rolebindings'],
    verbs: ['update', 'delete'],
  }),
  aClusterRole('one', {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['clusterroles'],
    verbs: ['update'],
    resourceNames: ['mine'],
  }),
  aClusterRole('reader', {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['*'],
    verbs: ['get', 'list', 'watch'],
  }),
]);

describeCheck(rbacObjectsWritable, [
  {
    shows: 'bindings of the whole cluster, and roles of kube-system',
    given: given.with('bindings', [
      aBinding('a', 'bindings', ['Group devs']),
      aBinding('b', 'roles', ['User jane'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
    message:
      '`Group devs` may write ClusterRoleBindings by `ClusterRoleBinding a`',
    repairs: [],
  },
  {
    shows:
      'the roles of a team’s namespace, one by its name, reading, and tools that deliver them',
    given: given.with('bindings', [
      aBinding('a', 'roles', ['Group devs'], 'shop'),
      aBinding('b', 'one', ['Group devs']),
      aBinding('c', 'reader', ['Group devs']),
      aBinding('d', 'bindings', [
        'ServiceAccount argocd/argocd-application-controller',
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'bindings', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
