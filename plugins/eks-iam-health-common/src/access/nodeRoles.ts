import { arrivalKey } from '../arn';
import { Cluster, FargateProfile, Nodegroup } from '../model';

/** The kinds of nodes whose roles EKS tells us, by the type of their access entry. @public */
export type NodeType = 'EC2_LINUX' | 'EC2_WINDOWS' | 'FARGATE_LINUX' | 'EC2';

/** A role by which nodes or Fargate pods join, and what uses it. @public */
export interface NodeRole {
  arn: string;
  type: NodeType;
  /** `node group ng-1`, `Fargate profile fp`, `Auto Mode` */
  usedBy: string[];
}

/** Roles of managed node groups, Fargate profiles and Auto Mode; a role that Windows shares is Windows. @public */
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
