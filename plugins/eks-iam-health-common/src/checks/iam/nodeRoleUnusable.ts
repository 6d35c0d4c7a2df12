import { Cluster, Nodegroup } from '../../model';
import { defineCheck } from '../defineCheck';
import {
  judgeServiceRole,
  serviceRoleEvidence,
  serviceRoleMessage,
  serviceRoleRepairs,
} from './serviceRole';

export const nodeRoleUnusable = defineCheck({
  id: 'node-role-unusable',
  number: 'IAM-003',
  area: 'iam',
  topics: ['B'],
  title: 'Node role is missing or does not trust EC2',
  severity: 'high',
  why: 'Instances get their credentials through this role. Without it new nodes cannot join, and running ones lose what they have within hours.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  needs: ['cluster', 'nodegroups', 'iamRoles'],
  appliesTo: ({ cluster, nodegroups }) =>
    nodeRolesOf(cluster, nodegroups).size > 0,
  evaluate: ({ cluster, nodegroups, derived }) =>
    [...nodeRolesOf(cluster, nodegroups)].flatMap(([roleArn, of]) =>
      judgeServiceRole(
        {
          roleArn,
          what: 'the node role',
          readFrom: of,
          request: {
            services:
              cluster.partition === 'aws-cn'
                ? ['ec2.amazonaws.com.cn', 'ec2.amazonaws.com']
                : ['ec2.amazonaws.com'],
            actions: ['sts:AssumeRole'],
            accountId: cluster.accountId,
          },
        },
        derived,
      ),
    ),
  subject: e => e.roleArn,
  message: serviceRoleMessage,
  evidence: serviceRoleEvidence,
  affected: e => [e.roleArn],
  remediate: serviceRoleRepairs,
});

/** Each role once, with where it is used. */
function nodeRolesOf(
  { computeConfig }: Cluster,
  nodegroups: Nodegroup[],
): Map<string, string> {
  const roles = new Map<string, string>();
  for (const { name, nodeRoleArn } of nodegroups) {
    const known = roles.get(nodeRoleArn);
    roles.set(
      nodeRoleArn,
      known ? `${known}, ${name}` : `eks:DescribeNodegroup: ${name}`,
    );
  }
  const autoMode = computeConfig?.enabled && computeConfig.nodeRoleArn;
  if (autoMode && !roles.has(autoMode)) {
    roles.set(autoMode, 'eks:DescribeCluster, computeConfig');
  }
  return roles;
}
