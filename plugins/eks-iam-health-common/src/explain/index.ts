export * from './blankSecrets';
export * from './clusterMentioned';
export * from './explainError';
export { type ExplainContext } from './ground';
export { MAX_ERROR_TEXT_LENGTH } from './normalise';
