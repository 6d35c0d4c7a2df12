import { arrivalKey, withoutRolePath } from '../../arn';
import { AwsAuth, AwsAuthRow, matchingRow, RowContent } from '../../awsAuth';
import { NodeRole } from '../../access';
import { AccessEntry, Cluster, RepairAction } from '../../model';
import { accessPolicyArn } from '../../rbac';
import { ec2NodeRow, usesAwsAuth, usesEntries } from './awsAuthRepairs';

export { nodeRolesOf } from '../../access';
export type { NodeRole, NodeType } from '../../access';

/** The mapping of a node role that answers in this mode. */
export function nodeMappingOf(
  role: NodeRole,
  cluster: Cluster,
  entries: readonly AccessEntry[],
  awsAuth: AwsAuth | null | undefined,
): { entry?: AccessEntry; row?: AwsAuthRow } {
  const key = arrivalKey(role.arn);
  const entry = usesEntries(cluster)
    ? entries.find(e => arrivalKey(e.principalArn) === key)
    : undefined;
  if (entry) return { entry };
  const row =
    awsAuth && usesAwsAuth(cluster) ? matchingRow(key, awsAuth) : undefined;
  return row ? { row } : {};
}

/** https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html */
export function nodeRowFor({ arn, type }: NodeRole): RowContent {
  const mapped = withoutRolePath(arn);
  const linux = ec2NodeRow(mapped);
  switch (type) {
    case 'EC2_WINDOWS':
      return { ...linux, groups: [...linux.groups, 'eks:kube-proxy-windows'] };
    case 'FARGATE_LINUX':
      return {
        arn: mapped,
        username: 'system:node:{{SessionName}}',
        groups: [...linux.groups, 'system:node-proxier'],
      };
    default:
      return linux;
  }
}

/** The access entry by which nodes of this kind join. */
export const nodeEntryFor = (
  { arn, type }: NodeRole,
  cluster: Cluster,
): Extract<RepairAction, { kind: 'create-access-entry' }> => ({
  kind: 'create-access-entry',
  principalArn: arn,
  type,
  kubernetesGroups: [],
  policies:
    type === 'EC2'
      ? [
          {
            policyArn: accessPolicyArn(
              cluster.partition,
              'AmazonEKSAutoNodePolicy',
            ),
          },
        ]
      : [],
});
