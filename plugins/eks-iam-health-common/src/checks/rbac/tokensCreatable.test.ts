import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole, anEntry, policyOf } from './__fixtures__/rbac';
import { tokensCreatable } from './tokensCreatable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('tokens', {
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
  }),
  aClusterRole('one-token', {
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    resourceNames: ['ci'],
  }),
  aClusterRole('secrets', { resources: ['secrets'], verbs: ['create'] }),
  aClusterRole('one-secret', {
    resources: ['secrets'],
    verbs: ['update', 'create'],
    resourceNames: ['tls'],
  }),
  aClusterRole('accounts', { resources: ['serviceaccounts'], verbs: ['*'] }),
  aClusterRole('reviews', {
    apiGroups: ['authentication.k8s.io'],
    resources: ['tokenreviews'],
    verbs: ['create'],
  }),
]);

describeCheck(tokensCreatable, [
  {
    shows: 'tokens of any account, and Secrets that become tokens',
    given: given.with('bindings', [
      aBinding('a', 'tokens', ['Group devs']),
      aBinding('b', 'secrets', ['User jane'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'fail',
    message:
      '`Group devs` may create tokens for service accounts in all namespaces by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'in other namespaces, or for named accounts, it is a warning',
    given: given.with('bindings', [
      aBinding('a', 'tokens', ['Group devs'], 'shop'),
      aBinding('b', 'one-token', ['Group devs']),
    ]),
    finds: ['ClusterRole tokens', 'ClusterRoleBinding b'],
    verdict: 'warn',
  },
  {
    shows: 'policies of EKS write Secrets',
    given: given.with('accessEntries', [
      anEntry('Dev', 'AmazonEKSSecretAdminPolicy'),
      anEntry('Looker', 'AmazonEKSViewPolicy'),
    ]),
    finds: [policyOf('Dev', 'AmazonEKSSecretAdminPolicy')],
    verdict: 'fail',
  },
  {
    shows:
      'the accounts themselves, reviews of tokens, single Secrets, a named account in its own namespace',
    given: given.with('bindings', [
      aBinding('a', 'accounts', ['Group devs']),
      aBinding('b', 'reviews', ['Group devs']),
      aBinding('c', 'one-secret', ['Group devs']),
      aBinding('d', 'one-token', ['Group devs'], 'shop'),
    ]),
    finds: [],
  },
  {
    shows: 'unread bindings leave it open',
    given: given.unreadable('bindings'),
    verdict: 'unknown',
  },
]);
