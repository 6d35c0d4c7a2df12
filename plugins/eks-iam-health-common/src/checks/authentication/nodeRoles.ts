import { arrivalKey, withoutRolePath } from '../../arn';
import { AwsAuth, AwsAuthRow, matchingRow, RowContent } from '../../awsAuth';
import {
  AccessEntry,
  Cluster,
  FargateProfile,
  Nodegroup,
  RepairAction,
} from '../../model';
import { accessPolicyArn } from '../../rbac';
import { ec2NodeRow, usesAwsAuth, usesEntries } from './awsAuthRepairs';

/** The kinds of nodes whose roles EKS tells us, by the type of their access entry. */
export type NodeType = 'EC2_LINUX' | 'EC2_WINDOWS' | 'FARGATE_LINUX' | 'EC2';

/** A role by which nodes or Fargate pods join, and what uses it. */
export interface NodeRole {
  arn: string;
  type: NodeType;
  /** `node group ng-1`, `Fargate profile fp`, `Auto Mode` */
  usedBy: string[];
}

/** Roles of managed node groups, Fargate profiles and Auto Mode; a role that Windows shares is Windows. */
export function nodeRolesOf(
  cluster: Cluster,
  nodegroups: readonly Nodegroup[],
  fargateProfiles: readonly FargateProfile[],
): NodeRole[] {
  const byKey = new Map<string, NodeRole>();
  const add = (arn: string, type: NodeType, user: string) => {
    const key = arrivalKey(arn);
    const known = byKey.get(key);
    if (!known) {
      byKey.set(key, { arn, type, usedBy: [user] });
      return;
    }
    known.usedBy.push(user);
    if (type === 'EC2_WINDOWS' && known.type === 'EC2_LINUX') known.type = type;
  };
  for (const { name, nodeRoleArn, amiType } of nodegroups) {
    if (!nodeRoleArn) continue;
    const isWindows = amiType?.startsWith('WINDOWS') === true;
    add(
      nodeRoleArn,
      isWindows ? 'EC2_WINDOWS' : 'EC2_LINUX',
      `node group ${name}`,
    );
  }
  for (const { name, podExecutionRoleArn } of fargateProfiles) {
    add(podExecutionRoleArn, 'FARGATE_LINUX', `Fargate profile ${name}`);
  }
  const { computeConfig } = cluster;
  if (computeConfig?.enabled && computeConfig.nodeRoleArn) {
    add(computeConfig.nodeRoleArn, 'EC2', 'Auto Mode');
  }
  return [...byKey.values()];
}

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
