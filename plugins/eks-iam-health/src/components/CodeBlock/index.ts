export * from './CodeBlock';
export * from './CopyButton';
export * from './DiffBlock';
