export * from './model';
export { isEntryUsername } from './entryRules';
export * from './planMigration';
