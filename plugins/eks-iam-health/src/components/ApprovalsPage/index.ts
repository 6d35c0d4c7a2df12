export * from './ApprovalsPage';
