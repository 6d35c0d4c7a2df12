export * from './renderRepair';
export * from './repairTarget';
export { quoteShell } from './shell';
