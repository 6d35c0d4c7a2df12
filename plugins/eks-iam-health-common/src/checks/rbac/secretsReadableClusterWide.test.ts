import { aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anEntry,
  everything,
  policyOf,
} from './__fixtures__/rbac';
import { secretsReadableClusterWide } from './secretsReadableClusterWide';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('reader', { resources: ['secrets'], verbs: ['list'] }),
  aClusterRole('named', {
    resources: ['secrets'],
    verbs: ['get'],
    resourceNames: ['one'],
  }),
  aClusterRole('pods', { resources: ['pods'], verbs: ['*'] }),
  aClusterRole('cluster-admin', everything),
]);
const inNamespaces = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    aBinding('b', 'reader', ['Group devs'], `team-${i}`),
  );

describeCheck(secretsReadableClusterWide, [
  {
    shows: 'list is enough to read them; two subjects, two bindings',
    given: given.with('bindings', [
      aBinding('a', 'reader', ['Group devs']),
      aBinding('b', 'reader', ['User jane', 'ServiceAccount shop/cart']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`Group devs` may list all Secrets in all namespaces by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'known controllers, and kube-system alone, are a warning',
    given: given.with('bindings', [
      aBinding('a', 'reader', [
        'ServiceAccount external-secrets/external-secrets',
      ]),
      aBinding('b', 'reader', ['Group devs'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
  },
  {
    shows: 'any other account of a controller’s namespace is no controller',
    given: given.with('bindings', [
      aBinding('a', 'reader', ['ServiceAccount external-secrets/mine']),
      aBinding('b', 'reader', ['ServiceAccount kube-system/mine']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
  },
  {
    shows: 'the same in more namespaces than usual is a warning',
    given: given.with('bindings', inNamespaces(6)),
    finds: ['Group devs'],
    verdict: 'warn',
    message: 'may read all Secrets of 6 namespaces',
  },
  {
    shows: 'in so many namespaces as are usual it is none',
    given: given.with('bindings', inNamespaces(5)),
    finds: [],
  },
  {
    shows: 'what is usual is a setting',
    given: given.with('bindings', inNamespaces(3)),
    settings: { maxSecretNamespaces: 2 },
    finds: ['Group devs'],
  },
  {
    shows:
      'policies that read everything in passing count, those for reading have a check of their own',
    given: given.with('accessEntries', [
      anEntry('Editor', 'AmazonEKSEditPolicy'),
      anEntry('Auditor', 'AmazonEKSAdminViewPolicy'),
      anEntry('Team', 'AmazonEKSEditPolicy', ['shop']),
    ]),
    finds: [policyOf('Editor', 'AmazonEKSEditPolicy')],
    verdict: 'fail',
  },
  {
    shows: 'single Secrets, one namespace, other resources and administrators',
    given: given.with('bindings', [
      aBinding('a', 'named', ['Group devs']),
      aBinding('b', 'reader', ['Group devs'], 'shop'),
      aBinding('c', 'pods', ['Group devs']),
      aBinding('cluster-admin', 'cluster-admin', ['Group system:masters']),
      aBinding('d', 'cluster-admin', ['Group ops']),
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
