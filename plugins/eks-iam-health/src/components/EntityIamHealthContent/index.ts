export * from './EntityIamHealthContent';
