import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { persistentVolumesCreatable } from './persistentVolumesCreatable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('volumes', {
    resources: ['persistentvolumes'],
    verbs: ['create', 'delete'],
  }),
  aClusterRole('claims', {
    resources: ['persistentvolumeclaims'],
    verbs: ['create'],
  }),
  aClusterRole('changes', {
    resources: ['persistentvolumes'],
    verbs: ['get', 'patch'],
  }),
]);

describeCheck(persistentVolumesCreatable, [
  {
    shows: 'people and groups',
    given: given.with('bindings', [
      aBinding('a', 'volumes', ['Group devs']),
      aBinding('b', 'volumes', ['User jane', 'ServiceAccount shop/ci']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`Group devs` may create PersistentVolumes by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'service accounts that are no CSI drivers, by name or as a user',
    given: given.with('bindings', [
      aBinding('a', 'volumes', ['ServiceAccount shop/ci']),
      aBinding('b', 'volumes', ['User system:serviceaccount:shop:ci']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'warn',
  },
  {
    shows:
      'CSI drivers, claims, changes, and a RoleBinding, which reaches no volume',
    given: given.with('bindings', [
      aBinding('a', 'volumes', [
        'ServiceAccount kube-system/ebs-csi-controller-sa',
      ]),
      aBinding('b', 'claims', ['Group devs']),
      aBinding('c', 'changes', ['Group devs']),
      aBinding('d', 'volumes', ['Group devs'], 'shop'),
    ]),
    finds: [],
  },
  {
    shows: 'a driver of that name elsewhere is not the driver',
    given: given.with('bindings', [
      aBinding('a', 'volumes', ['ServiceAccount shop/ebs-csi-controller-sa']),
    ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'volumes', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
