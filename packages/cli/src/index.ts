/**
 * The rules of EKS IAM Health on the command line.
 *
 * @packageDocumentation
 */
export * from './eval';
export { EXIT } from './exit';
export { main } from './program';
