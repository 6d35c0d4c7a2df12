import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthWritable } from './awsAuthWritable';
import {
  aBinding,
  aClusterRole,
  anEntry,
  everything,
  policyOf,
} from './__fixtures__/rbac';

const given = aSnapshot()
  .withAwsAuth({ mapRoles: '[]' })
  .with('clusterRoles', [
    aClusterRole('edit', { resources: ['configmaps'], verbs: ['*'] }),
    aClusterRole('create', { resources: ['configmaps'], verbs: ['create'] }),
    aClusterRole('named', {
      resources: ['configmaps'],
      verbs: ['update'],
      resourceNames: ['leader'],
    }),
    aClusterRole('god', everything),
  ]);

describeCheck(awsAuthWritable, [
  {
    shows: 'by a binding, and by an access policy that reaches kube-system',
    given: given
      .with('bindings', [aBinding('b', 'edit', ['Group devs'], 'kube-system')])
      .with('accessEntries', [
        anEntry('Dev', 'AmazonEKSEditPolicy', ['kube-*']),
      ]),
    finds: [
      'RoleBinding kube-system/b',
      policyOf('Dev', 'AmazonEKSEditPolicy'),
    ],
    verdict: 'fail',
    message: '`Group devs` may update, patch, delete aws-auth by',
    repairs: ['delete-binding'],
  },
  {
    shows: 'known controllers are a warning, others in their namespace are not',
    given: given.with('bindings', [
      aBinding('b', 'edit', ['ServiceAccount flux-system/helm-controller']),
      aBinding('c', 'edit', ['ServiceAccount flux-system/mine']),
    ]),
    finds: ['ClusterRoleBinding b', 'ClusterRoleBinding c'],
    verdict: 'fail',
  },
  {
    shows: 'break-glass roles may, and what AWS does not publish is open',
    given: given.with('accessEntries', [
      anEntry('BreakGlass', 'AmazonEKSAdminPolicy'),
      anEntry('Dev', 'AmazonEMRJobPolicy'),
      anEntry('Team', 'AmazonEMRJobPolicy', ['shop']),
    ]),
    settings: {
      allowedAdminArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
    },
    finds: [policyOf('Dev', 'AmazonEMRJobPolicy')],
    verdict: 'unknown',
  },
  {
    shows: 'other namespaces, other names, creating, and administrators',
    given: given
      .with('bindings', [
        aBinding('a', 'edit', ['Group devs'], 'shop'),
        aBinding('b', 'named', ['Group devs']),
        aBinding('c', 'create', ['Group devs']),
        aBinding('d', 'god', ['Group ops']),
      ])
      .with('accessEntries', [
        anEntry('Dev', 'AmazonEKSEditPolicy', ['dev-*']),
      ]),
    finds: [],
  },
  {
    shows: 'creating it counts where it is missing',
    given: given
      .with('awsAuth', null)
      .with('bindings', [aBinding('c', 'create', ['Group devs'])]),
    finds: ['ClusterRoleBinding c'],
  },
  {
    shows: 'mode API reads nothing of it',
    given: given.withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread entries leave it open',
    given: given.unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
