export * from './HealthCard';
export * from './Skeletons';
export * from './Surface';
