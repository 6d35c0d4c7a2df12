export * from './ClusterEscalation';
export * from './findClusterEscalations';
