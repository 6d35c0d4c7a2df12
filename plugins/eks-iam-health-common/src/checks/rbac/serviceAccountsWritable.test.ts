import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { serviceAccountsWritable } from './serviceAccountsWritable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('accounts', {
    apiGroups: [''],
    resources: ['serviceaccounts'],
    verbs: ['create'],
  }),
  aClusterRole('patch', {
    apiGroups: [''],
    resources: ['serviceaccounts'],
    verbs: ['patch'],
  }),
  aClusterRole('one', {
    apiGroups: [''],
    resources: ['serviceaccounts'],
    verbs: ['patch'],
    resourceNames: ['ci'],
  }),
  aClusterRole('tokens', {
    apiGroups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
  }),
]);

describeCheck(serviceAccountsWritable, [
  {
    shows: 'in all namespaces, and in kube-system',
    given: given.with('bindings', [
      aBinding('a', 'accounts', ['Group devs']),
      aBinding('b', 'patch', ['User jane'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
    message:
      '`Group devs` may create service accounts and change their AWS role in all namespaces',
    repairs: [],
  },
  {
    shows:
      'in a team’s namespace, one by its name, and tokens, which have a check of their own',
    given: given.with('bindings', [
      aBinding('a', 'accounts', ['Group devs'], 'shop'),
      aBinding('b', 'one', ['Group devs']),
      aBinding('c', 'tokens', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'accounts', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
