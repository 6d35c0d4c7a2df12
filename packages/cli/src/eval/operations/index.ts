import { Operation } from '../operation';
import { arnCanonicalize } from './arnCanonicalize';
import { awsAuthMap } from './awsAuthMap';
import { awsAuthParse } from './awsAuthParse';
import { check } from './check';
import { explain } from './explain';
import { iamEscalations } from './iamEscalations';
import { iamEvaluate } from './iamEvaluate';
import { iamTrust } from './iamTrust';
import { iamValidate } from './iamValidate';
import { podIdentityInjection } from './podIdentityInjection';
import { rbacAuthorize } from './rbacAuthorize';
import { rbacCovers } from './rbacCovers';

/** All operations by the name that a request gives. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['arn.canonicalize', arnCanonicalize],
  ['awsAuth.parse', awsAuthParse],
  ['awsAuth.map', awsAuthMap],
  ['rbac.authorize', rbacAuthorize],
  ['rbac.covers', rbacCovers],
  ['iam.evaluate', iamEvaluate],
  ['iam.validate', iamValidate],
  ['iam.trust', iamTrust],
  ['iam.escalations', iamEscalations],
  ['podIdentity.injection', podIdentityInjection],
  ['explain', explain],
  ['check', check],
]);
