import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { admissionWritable } from './admissionWritable';

const apiGroups = ['admissionregistration.k8s.io'];
const given = aSnapshot().with('clusterRoles', [
  aClusterRole('webhooks', {
    apiGroups,
    resources: ['mutatingwebhookconfigurations'],
    verbs: ['patch'],
  }),
  aClusterRole('policies', {
    apiGroups,
    resources: ['validatingadmissionpolicybindings'],
    verbs: ['delete'],
  }),
  aClusterRole('own', {
    apiGroups,
    resources: ['validatingwebhookconfigurations'],
    verbs: ['update', 'patch'],
    resourceNames: ['my-webhook'],
  }),
  aClusterRole('of-eks', {
    apiGroups,
    resources: ['mutatingwebhookconfigurations'],
    verbs: ['delete'],
    resourceNames: ['pod-identity-webhook'],
  }),
  aClusterRole('reader', {
    apiGroups,
    resources: ['*'],
    verbs: ['get', 'list'],
  }),
]);

describeCheck(admissionWritable, [
  {
    shows: 'webhooks and policies, and the webhook of EKS by its name',
    given: given.with('bindings', [
      aBinding('a', 'webhooks', ['Group devs']),
      aBinding('b', 'policies', ['ServiceAccount shop/ci']),
      aBinding('c', 'of-eks', ['User jane']),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'ClusterRoleBinding c',
    ],
    verdict: 'fail',
    message:
      '`Group devs` may write mutating webhooks by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'policy engines and cert-manager write their own: a warning',
    given: given.with('bindings', [
      aBinding('a', 'webhooks', [
        'ServiceAccount cert-manager/cert-manager-cainjector',
        'ServiceAccount kyverno/kyverno-admission-controller',
      ]),
    ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'a list of one’s own takes the place of ours',
    given: given.with('bindings', [
      aBinding('a', 'webhooks', ['ServiceAccount shop/ci']),
    ]),
    settings: { knownControllers: ['shop/*'] },
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'single names, reading, and a RoleBinding',
    given: given.with('bindings', [
      aBinding('a', 'own', ['Group devs']),
      aBinding('b', 'reader', ['Group devs']),
      aBinding('c', 'webhooks', ['Group devs'], 'kube-system'),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'webhooks', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
