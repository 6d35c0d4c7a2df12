import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { storageSteerable } from './storageSteerable';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('attach', {
    apiGroups: ['storage.k8s.io'],
    resources: ['volumeattachments'],
    verbs: ['create'],
  }),
  aClusterRole('contents', {
    apiGroups: ['snapshot.storage.k8s.io'],
    resources: ['volumesnapshotcontents'],
    verbs: ['create'],
  }),
  aClusterRole('claims', {
    apiGroups: [''],
    resources: ['persistentvolumeclaims'],
    verbs: ['*'],
  }),
  aClusterRole('snapshots', {
    apiGroups: ['snapshot.storage.k8s.io'],
    resources: ['volumesnapshots'],
    verbs: ['create'],
  }),
]);

describeCheck(storageSteerable, [
  {
    shows: 'attachments, and contents of snapshots',
    given: given.with('bindings', [
      aBinding('a', 'attach', ['Group devs']),
      aBinding('b', 'contents', ['User jane']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'warn',
    message:
      '`Group devs` may write VolumeAttachments by `ClusterRoleBinding a`',
    repairs: [],
  },
  {
    shows: 'claims, snapshots of claims, a RoleBinding, and the driver',
    given: given.with('bindings', [
      aBinding('a', 'claims', ['Group devs']),
      aBinding('b', 'snapshots', ['Group devs']),
      aBinding('c', 'attach', ['Group devs'], 'kube-system'),
      aBinding('d', 'attach', [
        'ServiceAccount kube-system/ebs-csi-controller-sa',
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'attach', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
