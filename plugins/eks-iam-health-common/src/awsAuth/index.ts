export * from './model';
export * from './parseAwsAuth';
export * from './editSection';
export * from './mendBroken';
export * from './nodeRows';
export * from './nearMisses';
export * from './matchingRow';
export { knownTemplates } from './renderTemplate';
export * from './mapIdentity';
