import { AwsAuthRow } from './model';

/** Groups of the node's own identity. @public */
export const nodeGroups = ['system:bootstrappers', 'system:nodes'] as const;

/** The user name of EC2 nodes; Fargate and hybrid nodes use the session name. @public */
export const ec2NodeUsername = 'system:node:{{EC2PrivateDNSName}}';
/** The user name of nodes that are named by their session: on Fargate, and hybrid ones. @public */
export const sessionNodeUsername = 'system:node:{{SessionName}}';

/** A line by which nodes join: it makes a kubelet of whoever matches it. @public */
export function isNodeRow(row: Pick<AwsAuthRow, 'username' | 'groups'>) {
  return (
    row.username.startsWith('system:node:') ||
    row.groups.some(group => nodeGroups.some(node => node === group))
  );
}

/** A row by which nodes really can register: the essential parts of the documented line. @public */
export function isWorkingNodeRow(row: AwsAuthRow): boolean {
  return (
    row.groups.includes('system:nodes') &&
    row.username.startsWith('system:node:')
  );
}
