import { accessPolicyName } from '../../rbac';
import { Holding } from './holdings';

/** Access policies whose point is reading, and which read Secrets all the same. */
export const secretReadingPolicies = new Set([
  'AmazonEKSAdminViewPolicy',
  'AmazonEKSSecretReaderPolicy',
  'AmazonEKSSecretAdminPolicy',
  'AWSBackupFullAccessPolicyForBackup',
]);

/** `access-policy-reads-secrets` tells about these; nobody needs to hear of one association twice. */
export const readsSecretsByDesign = ({ source }: Holding): boolean =>
  source.kind === 'access-policy' &&
  secretReadingPolicies.has(accessPolicyName(source.policy.policyArn));
