export * from './parseArn';
export * from './canonicalArn';
export * from './principal';
