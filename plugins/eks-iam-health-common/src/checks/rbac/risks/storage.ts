import { CHANGE, goodPractices, on, Risk, WRITE } from './risk';

/** Making volumes by hand. */
export const volumeRisks: readonly Risk[] = [
  {
    id: 'create-persistent-volumes',
    may: 'create PersistentVolumes',
    severity: 'high',
    why: 'A PersistentVolume may be a path of the node (hostPath): a pod that claims it reads and writes the files of the node, whatever Pod Security says about pods.',
    source: goodPractices,
    reach: 'cluster',
    targets: on('core', 'persistentvolumes', 'create'),
  },
];

/** Steering which data is attached where. */
export const storageSteeringRisks: readonly Risk[] = [
  {
    id: 'change-persistent-volumes',
    may: 'change or delete PersistentVolumes',
    severity: 'medium',
    why: 'A volume whose claim or policy is rewritten can be taken over by another namespace, or is deleted with its data.',
    source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    reach: 'cluster',
    targets: on(
      'core',
      'persistentvolumes',
      'update patch delete deletecollection',
    ),
  },
  {
    id: 'write-volume-attachments',
    may: 'write VolumeAttachments',
    severity: 'medium',
    why: 'An attachment brings the volume of one workload to the node of another.',
    source:
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/',
    reach: 'cluster',
    targets: on('storage.k8s.io', 'volumeattachments', WRITE),
  },
  {
    id: 'write-storage-classes',
    may: 'write StorageClasses',
    severity: 'low',
    why: 'The class decides how new volumes are encrypted, by which driver they are made and whether they outlive their claim.',
    source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    reach: 'cluster',
    targets: on('storage.k8s.io', 'storageclasses', WRITE),
  },
  {
    id: 'write-csi-drivers',
    may: 'write CSIDrivers',
    severity: 'medium',
    why: 'A CSIDriver may ask for tokens of the service accounts whose pods mount its volumes.',
    source: 'https://kubernetes-csi.github.io/docs/token-requests.html',
    reach: 'cluster',
    targets: on('storage.k8s.io', 'csidrivers', WRITE),
  },
  {
    id: 'write-snapshot-contents',
    may: 'write contents of volume snapshots',
    severity: 'medium',
    why: 'A VolumeSnapshotContent names a snapshot of AWS by its id: with it the data of any volume is restored into a namespace of choice.',
    source: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
    reach: 'cluster',
    targets: on('snapshot.storage.k8s.io', 'volumesnapshotcontents', CHANGE),
  },
];
