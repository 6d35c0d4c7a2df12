export * from './looks';
export * from './Severity';
export * from './Status';
export * from './Verdict';
