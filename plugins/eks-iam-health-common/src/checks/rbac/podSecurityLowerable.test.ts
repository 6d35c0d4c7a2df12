import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { podSecurityLowerable } from './podSecurityLowerable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('labels', {
    apiGroups: [''],
    resources: ['namespaces'],
    verbs: ['patch'],
  }),
  aClusterRole('creates', {
    apiGroups: [''],
    resources: ['namespaces'],
    verbs: ['create', 'delete'],
  }),
  aClusterRole('psp', {
    apiGroups: ['policy'],
    resources: ['podsecuritypolicies'],
    verbs: ['use'],
  }),
  aClusterRole('one-psp', {
    apiGroups: ['policy'],
    resources: ['podsecuritypolicies'],
    verbs: ['use'],
    resourceNames: ['restricted'],
  }),
]);

describeCheck(podSecurityLowerable, [
  {
    shows: 'labels of all namespaces, and of kube-system',
    given: given.with('bindings', [
      aBinding('a', 'labels', ['Group devs']),
      aBinding('b', 'labels', ['User jane'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
    message:
      '`Group devs` may change the labels of namespaces in all namespaces',
    repairs: [],
  },
  {
    shows:
      'those of a team’s namespace, new ones, and policies that the version has no more',
    given: given.with('bindings', [
      aBinding('a', 'labels', ['Group devs'], 'shop'),
      aBinding('b', 'creates', ['Group devs']),
      aBinding('c', 'psp', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows: 'before 1.25 policies count, unless they are named',
    given: given
      .withCluster({ version: '1.24' })
      .with('bindings', [
        aBinding('a', 'psp', ['Group devs']),
        aBinding('b', 'one-psp', ['Group devs']),
      ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'labels', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
