export * from './PageTitle';
export * from './RequestCourse';
export * from './RequestFacts';
export * from './RequestPlan';
export * from './RequestStatus';
export * from './useRequestWords';
