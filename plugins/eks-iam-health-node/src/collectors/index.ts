export * from './defineCollector';
export type { CollectStep } from './collectSections';
export * from './collectSnapshot';
export * from './AccountIamCache';
export * from './builtInCollectors';
export { redact } from './keyMaterial';
export * from './files/readSnapshotFolder';
export * from './readerPermissions';
