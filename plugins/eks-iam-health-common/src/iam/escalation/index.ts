export type { HeldAction } from './askAction';
export { escalationPaths } from './catalogue';
export type { EscalationPath } from './EscalationPath';
export * from './findEscalations';
export * from './mayConcern';
