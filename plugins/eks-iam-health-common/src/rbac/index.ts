export * from './ruleAllows';
export * from './rbacIndex';
export * from './evaluate';
export * from './adminLike';
export * from './stockBindings';
export * from './accessPolicies';
