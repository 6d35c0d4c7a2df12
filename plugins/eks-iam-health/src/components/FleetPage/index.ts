export * from './FleetPage';
export * from './FleetRoutes';
