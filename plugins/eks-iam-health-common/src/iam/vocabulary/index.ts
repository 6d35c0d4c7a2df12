export * from './eksActions';
export * from './spelling';
