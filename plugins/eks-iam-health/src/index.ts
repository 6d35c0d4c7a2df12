/**
 * IAM health of EKS clusters in the portal: a tab for clusters, a fleet page, an error explainer and access requests.
 * This entry is for apps of the old frontend system; `./alpha` is the plugin for the new one.
 *
 * @packageDocumentation
 */
export * from './plugin';
export * from './routes';
export * from './api';
export { isEksCluster } from './model/isEksCluster';
export { eksIamHealthTranslationRef } from './translation';
