export * from './areaFacts';
export * from './healthReport';
export * from './reportOf';
