export * from './ExplainPage';
