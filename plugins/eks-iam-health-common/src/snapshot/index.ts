export * from './parseSnapshot';
