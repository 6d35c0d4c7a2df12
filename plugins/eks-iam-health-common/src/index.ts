/**
 * The rules of EKS IAM Health: model, parsers, evaluators, checks, explainer, repairs and the request machine. Pure:
 * the same in the browser, the backend and the command line.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './api';
export * from './checks';
export * from './report';
export * from './arn';
export * from './iam';
export * from './remediate';
export * from './requests';
export * from './awsAuth';
export * from './explain';
export * from './rbac';
export * from './access';
export * from './migrate';
export * from './webhook';
export * from './snapshot';
