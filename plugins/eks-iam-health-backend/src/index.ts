/**
 * Scans EKS clusters, stores their IAM health, serves it, and carries out access requests.
 *
 * @packageDocumentation
 */
export { eksIamHealthPlugin as default } from './plugin';
