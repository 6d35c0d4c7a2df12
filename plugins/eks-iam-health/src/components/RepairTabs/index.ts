export * from './RepairTabs';
