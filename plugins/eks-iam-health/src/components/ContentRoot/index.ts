export * from './ContentRoot';
