import { AccessLevel } from '../model';

/** A level in words, with the EKS access policy behind it. @public */
export interface LevelInfo {
  level: AccessLevel;
  title: string;
  /** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
  policyName: string;
  description: string;
}

/** The levels from the least to the most. @public */
export const accessLevels: readonly LevelInfo[] = [
  {
    level: 'view',
    title: 'View',
    policyName: 'AmazonEKSViewPolicy',
    description:
      'Read workloads, services, ConfigMaps, events and logs. No Secrets, no nodes, no RBAC objects, no custom resources.',
  },
  {
    level: 'edit',
    title: 'Edit',
    policyName: 'AmazonEKSEditPolicy',
    description:
      'Change workloads, exec into pods and forward ports, read and write Secrets and ConfigMaps. No RBAC objects.',
  },
  {
    level: 'admin',
    title: 'Admin',
    policyName: 'AmazonEKSAdminPolicy',
    description: 'Edit, and manage Roles and RoleBindings.',
  },
  {
    level: 'cluster-admin',
    title: 'Cluster admin',
    policyName: 'AmazonEKSClusterAdminPolicy',
    description: 'Everything on everything in the cluster.',
  },
];

/** A level in words. @public */
export function levelInfo(level: AccessLevel): LevelInfo {
  const found = accessLevels.find(l => l.level === level);
  if (!found) throw new Error(`no such level: ${level}`);
  return found;
}

/** The ARN of the policy in a partition: empty region, account `aws`. @public */
export function policyArnOf(level: AccessLevel, partition: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/${
    levelInfo(level).policyName
  }`;
}
