export * from './principals';
export * from './rights';
export * from './clusterAdmins';
