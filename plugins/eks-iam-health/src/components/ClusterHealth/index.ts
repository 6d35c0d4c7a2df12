export * from './ClusterHealth';
export * from './NoReport';
export * from './StateCard';
