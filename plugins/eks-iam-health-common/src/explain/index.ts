export * from './blankSecrets';
export * from './clusterMentioned';
export { explainError } from './explainError';
export { explainErrors } from './explainErrors';
export * from './readErrors';
export { type ExplainContext } from './ground';
export { MAX_ERROR_TEXT_LENGTH } from './normalise';
