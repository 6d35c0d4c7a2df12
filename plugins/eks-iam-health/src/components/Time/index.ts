export * from './clock';
export * from './format';
export * from './Moment';
export * from './duration';
