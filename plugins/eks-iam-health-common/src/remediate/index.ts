export { applyRepair } from './apply/applyRepair';
export * from './renderRepair';
export * from './repairTarget';
export { quoteShell } from './shell';
