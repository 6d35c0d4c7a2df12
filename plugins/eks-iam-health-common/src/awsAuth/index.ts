export * from './model';
export * from './parseAwsAuth';
export * from './editSection';
export * from './mendBroken';
export * from './nodeRows';
export * from './nearMisses';
export * from './mapIdentity';
