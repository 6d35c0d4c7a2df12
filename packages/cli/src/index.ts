/**
 * The rules of EKS IAM Health on the command line.
 *
 * @packageDocumentation
 */
export * from './eval';
export * from './main';
