export * from './findMisreadings';
export type { Misreading } from './misreading';
