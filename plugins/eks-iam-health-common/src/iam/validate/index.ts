export { policyKinds } from './policyKind';
export type { PolicyKind } from './policyKind';
export * from './validatePolicy';
