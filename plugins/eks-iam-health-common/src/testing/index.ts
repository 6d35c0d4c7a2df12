/** Builders and helpers for tests. @packageDocumentation */
export * from './aSnapshot';
export * from './describeCheck';
export * from './iam';
