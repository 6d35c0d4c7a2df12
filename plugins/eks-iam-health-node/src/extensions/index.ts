export * from './checksExtensionPoint';
export * from './collectorsExtensionPoint';
export * from './provisionersExtensionPoint';
export * from './snapshotSourceExtensionPoint';
