export * from './types';
export * from './clusterId';
export * from './annotations';
export * from './permissions';
