import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { storageSteeringRisks } from './risks';

export const storageSteerable = defineCheck(
  furtherRisks({
    id: 'storage-steerable',
    number: 'AUTHZ-039',
    title: 'Volumes can be moved to other workloads',
    severity: 'medium',
    why: 'Volumes hold the data of workloads: whoever writes volumes, attachments and contents of snapshots brings them to where they can read them.',
    documentation:
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    risks: storageSteeringRisks,
    advice:
      'Leave these objects to the CSI drivers; claims and StorageClasses are enough for workloads.',
  }),
);
