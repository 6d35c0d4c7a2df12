export * from './readOptions';
export type { EksIamHealthOptions } from './optionsSchema';
