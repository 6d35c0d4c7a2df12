export * from './operation';
export * from './runEval';
