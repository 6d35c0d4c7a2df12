import { accountOf } from '../../arn';
import { findRole } from '../../iam';
import { ClusterSnapshot, isRead } from '../../model';
import { accessPolicyName } from '../../rbac';

/**
 * Whether it can be seen whom a role trusts. Only then it is sure not to be the role of a service, such as AWS Backup,
 * whose access is right as it is.
 */
export function isRoleKnown(arn: string, snapshot: ClusterSnapshot): boolean {
  const { cluster, iamRoles } = snapshot.sections;
  if (!/:role\//.test(arn) || findRole(arn, snapshot)) return true;
  const home = isRead(cluster) ? cluster.value.accountId : undefined;
  return isRead(iamRoles) && accountOf(arn) === home;
}

/** Policies that services of AWS associate with roles of their own in the account. */
export const isServicePolicy = (policyArn: string): boolean =>
  /^(?:AWSBackup\w+|AmazonEKS(?:ACK|KRO|ArgoCD|ArgoCDCluster)Policy)$/.test(
    accessPolicyName(policyArn),
  );
