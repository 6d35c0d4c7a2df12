export * from './EksIamHealthApi';
export * from './EksIamHealthClient';
