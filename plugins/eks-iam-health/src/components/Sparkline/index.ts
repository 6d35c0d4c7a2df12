export * from './Sparkline';
export * from './sparkPath';
