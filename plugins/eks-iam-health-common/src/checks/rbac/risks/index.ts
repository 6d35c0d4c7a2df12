import { admissionRisks } from './admission';
import { awsResourceRisks } from './awsResources';
import { certificateRisks } from './certificates';
import { escalationRisks } from './escalation';
import { extensionRisks } from './extension';
import { kubeletRisks, nodeSteeringRisks } from './nodes';
import { operatorRisks } from './operators';
import { podAccessRisks, podCreationRisks } from './pods';
import { podSecurityRisks } from './podSecurity';
import { rbacObjectRisks } from './rbacObjects';
import { Risk } from './risk';
import { secretReadingRisks, tokenRisks } from './secrets';
import { serviceAccountRisks } from './serviceAccounts';
import { storageSteeringRisks, volumeRisks } from './storage';
import { traceRisks } from './traces';
import { trafficRisks } from './traffic';

export * from './risk';
export * from './admission';
export * from './awsResources';
export * from './certificates';
export * from './escalation';
export * from './extension';
export * from './nodes';
export * from './operators';
export * from './pods';
export * from './podSecurity';
export * from './rbacObjects';
export * from './secrets';
export * from './serviceAccounts';
export * from './storage';
export * from './traces';
export * from './traffic';

/** All of them; each belongs to exactly one check. */
export const allRisks: readonly Risk[] = [
  ...escalationRisks,
  ...secretReadingRisks,
  ...tokenRisks,
  ...podCreationRisks,
  ...podAccessRisks,
  ...kubeletRisks,
  ...nodeSteeringRisks,
  ...admissionRisks,
  ...volumeRisks,
  ...storageSteeringRisks,
  ...certificateRisks,
  ...rbacObjectRisks,
  ...podSecurityRisks,
  ...extensionRisks,
  ...trafficRisks,
  ...traceRisks,
  ...serviceAccountRisks,
  ...awsResourceRisks,
  ...operatorRisks,
];
