/**
 * Reading the world for EKS IAM Health: AWS and Kubernetes clients, collectors that make a snapshot of what they say,
 * and the extension points.
 *
 * @packageDocumentation
 */
export * from './clients';
export * from './collectors';
export * from './extensions';
