import { aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anEntry,
  everything,
  policyOf,
} from './__fixtures__/rbac';
import { escalateBindImpersonate } from './escalateBindImpersonate';

const rbac = ['rbac.authorization.k8s.io'];
const authentication = ['authentication.k8s.io'];
const given = aSnapshot().with('clusterRoles', [
  aClusterRole('escalates', {
    apiGroups: rbac,
    resources: ['clusterroles'],
    verbs: ['escalate'],
  }),
  aClusterRole('binds', {
    apiGroups: rbac,
    resources: ['*'],
    verbs: ['bind'],
  }),
  aClusterRole('binds-view', {
    apiGroups: rbac,
    resources: ['clusterroles'],
    verbs: ['bind'],
    resourceNames: ['view'],
  }),
  aClusterRole('binds-admin', {
    apiGroups: rbac,
    resources: ['clusterroles'],
    verbs: ['bind'],
    resourceNames: ['cluster-admin'],
  }),
  aClusterRole('writes', {
    apiGroups: rbac,
    resources: ['clusterroles', 'clusterrolebindings'],
    verbs: ['create', 'update', 'patch'],
  }),
  aClusterRole('acts', { resources: ['users'], verbs: ['impersonate'] }),
  aClusterRole('acts-as-masters', {
    resources: ['groups'],
    verbs: ['impersonate'],
    resourceNames: ['system:masters'],
  }),
  aClusterRole('acts-as-team', {
    resources: ['groups'],
    verbs: ['impersonate'],
    resourceNames: ['team'],
  }),
  aClusterRole('extras', {
    apiGroups: authentication,
    resources: ['userextras/scopes'],
    verbs: ['impersonate'],
  }),
  aClusterRole('edit', {
    resources: ['serviceaccounts'],
    verbs: ['impersonate'],
  }),
  aClusterRole('all', everything),
]);
const of = (...roles: string[]) =>
  given.with(
    'bindings',
    roles.map(role => aBinding(role, role, ['Group devs'])),
  );
const finds = (...roles: string[]) =>
  roles.map(role => `ClusterRoleBinding ${role}`);

describeCheck(escalateBindImpersonate, [
  {
    shows: 'each of the verbs, by name or by a star',
    given: of('escalates', 'binds', 'acts'),
    finds: finds('escalates', 'binds', 'acts'),
    verdict: 'fail',
    message:
      '`Group devs` may write ClusterRoles that allow more than its own rights by `ClusterRoleBinding escalates`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'names that are everything by themselves limit nothing',
    given: of('acts-as-masters', 'binds-admin'),
    finds: finds('acts-as-masters', 'binds-admin'),
    verdict: 'fail',
    message: '(only `system:masters`)',
  },
  {
    shows: 'limited by names, by a namespace, or to extra fields is a warning',
    given: of('acts-as-team', 'binds-view', 'extras').with('bindings', [
      aBinding('a', 'acts-as-team', ['Group devs']),
      aBinding('b', 'binds-view', ['Group devs']),
      aBinding('c', 'extras', ['Group devs']),
      aBinding('d', 'edit', ['Group devs'], 'shop'),
    ]),
    finds: [...finds('a', 'b', 'c'), 'ClusterRole edit'],
    verdict: 'warn',
  },
  {
    shows: 'the edit policy of EKS impersonates service accounts in its scope',
    given: given.with('accessEntries', [
      anEntry('Wide', 'AmazonEKSEditPolicy'),
      anEntry('Team', 'AmazonEKSEditPolicy', ['shop']),
      anEntry('Reader', 'AmazonEKSViewPolicy'),
    ]),
    finds: [
      policyOf('Wide', 'AmazonEKSEditPolicy'),
      'access policy AmazonEKSEditPolicy',
    ],
    verdict: 'fail',
    repairs: ['associate-access-policy', 'disassociate-access-policy'],
  },
  {
    shows: 'who may administer anyway is told by checks of their own',
    given: of('all').with('accessEntries', [
      anEntry('Admin', 'AmazonEKSClusterAdminPolicy'),
      anEntry('BreakGlass', 'AmazonEKSEditPolicy'),
    ]),
    settings: {
      allowedAdminArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
    },
    finds: [],
  },
  {
    shows: 'teams that have the same role in their namespaces are told of once',
    given: given.with('bindings', [
      aBinding('a', 'edit', ['Group shop'], 'shop'),
      aBinding('a', 'edit', ['Group pay'], 'pay'),
      aBinding('a', 'edit', ['Group ops'], 'kube-system'),
    ]),
    finds: ['ClusterRole edit', 'RoleBinding kube-system/a'],
    verdict: 'warn',
    message:
      '`ClusterRole edit` lets 2 holders act as service accounts, each in namespaces of theirs',
  },
  {
    shows:
      'writing roles within the guard, cluster-wide verbs in a RoleBinding, known controllers in their namespace',
    given: given.with('bindings', [
      aBinding('a', 'writes', ['Group devs']),
      aBinding('b', 'escalates', ['Group devs'], 'shop'),
      aBinding(
        'c',
        'edit',
        ['ServiceAccount kyverno/kyverno-admission'],
        'kyverno',
      ),
    ]),
    finds: [],
  },
  {
    shows: 'a known controller is a warning at most',
    given: given.with('bindings', [
      aBinding('a', 'escalates', [
        'ServiceAccount crossplane-system/rbac-manager',
      ]),
    ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows:
      'the control plane is exempt by kind and name, its look-alikes are not',
    given: given.with('bindings', [
      aBinding('a', 'acts', ['User eks:addon-manager', 'Group system:masters']),
      aBinding('b', 'acts', ['Group eks:addon-manager']),
      aBinding('c', 'acts', ['User system:masters']),
      aBinding('d', 'acts', ['ServiceAccount shop/eks:addon-manager']),
    ]),
    finds: finds('b', 'c', 'd'),
  },
  {
    shows: 'an identity of the control plane that somebody is mapped to counts',
    given: given
      .withAwsAuth({
        mapRoles:
          '- rolearn: arn:aws:iam::111122223333:role/Sly\n  username: eks:addon-manager\n  groups: []\n',
      })
      .with('bindings', [aBinding('a', 'acts', ['User eks:addon-manager'])]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'fail',
  },
  {
    shows: 'what AWS does not publish is open',
    given: given.with('accessEntries', [anEntry('Dev', 'AmazonEMRJobPolicy')]),
    finds: [policyOf('Dev', 'AmazonEMRJobPolicy')],
    verdict: 'unknown',
    message: 'AWS does not publish its rules',
  },
  {
    shows: 'unread roles leave it open',
    given: of('acts').unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
