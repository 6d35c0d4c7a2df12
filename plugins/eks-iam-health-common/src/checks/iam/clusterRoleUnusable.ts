import { defineCheck } from '../defineCheck';
import {
  judgeServiceRole,
  serviceRoleEvidence,
  serviceRoleMessage,
  serviceRoleRepairs,
} from './serviceRole';

export const clusterRoleUnusable = defineCheck({
  id: 'cluster-role-unusable',
  number: 'IAM-001',
  area: 'iam',
  topics: ['B'],
  title: 'Cluster role is missing or does not trust EKS',
  severity: 'critical',
  why: 'EKS makes load balancers, network interfaces and nodes with this role. Without it the cluster runs on but cannot be upgraded or changed.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
  needs: ['cluster', 'iamRoles'],
  evaluate: ({ cluster, derived }) =>
    judgeServiceRole(
      {
        roleArn: cluster.roleArn,
        what: 'the cluster role',
        readFrom: 'eks:DescribeCluster',
        request: {
          services: ['eks.amazonaws.com'],
          actions: cluster.computeConfig?.enabled
            ? ['sts:AssumeRole', 'sts:TagSession']
            : ['sts:AssumeRole'],
          accountId: cluster.accountId,
        },
      },
      derived,
    ),
  subject: e => e.roleArn,
  message: serviceRoleMessage,
  evidence: serviceRoleEvidence,
  affected: e => [e.roleArn],
  remediate: serviceRoleRepairs,
});
