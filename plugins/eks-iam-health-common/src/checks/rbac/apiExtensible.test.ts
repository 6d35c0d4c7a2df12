import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { apiExtensible } from './apiExtensible';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('crds', {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: ['patch'],
  }),
  aClusterRole('apis', {
    apiGroups: ['apiregistration.k8s.io'],
    resources: ['apiservices'],
    verbs: ['create'],
  }),
  aClusterRole('flow', {
    apiGroups: ['flowcontrol.apiserver.k8s.io'],
    resources: ['flowschemas'],
    verbs: ['create'],
  }),
  aClusterRole('new-crds', {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: ['get', 'list', 'create'],
  }),
  aClusterRole('own-crd', {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: ['update'],
    resourceNames: ['carts.shop.example'],
  }),
]);

describeCheck(apiExtensible, [
  {
    shows: 'definitions that are there, and aggregated APIs',
    given: given.with('bindings', [
      aBinding('a', 'crds', ['Group devs']),
      aBinding('b', 'apis', ['User jane']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`Group devs` may change the definitions of custom resources by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows:
      'new definitions, one by its name, a RoleBinding, and known controllers',
    given: given.with('bindings', [
      aBinding('a', 'new-crds', ['Group devs']),
      aBinding('b', 'own-crd', ['Group devs']),
      aBinding('c', 'crds', ['Group devs'], 'kube-system'),
      aBinding('d', 'crds', [
        'ServiceAccount cert-manager/cert-manager-cainjector',
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'priorities alone are a warning',
    given: given.with('bindings', [aBinding('a', 'flow', ['Group devs'])]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'crds', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
