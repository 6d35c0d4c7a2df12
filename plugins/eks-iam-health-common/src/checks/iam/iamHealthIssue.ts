import { HealthIssue } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface ReportedIssue extends Found {
  /** `cluster payments-prod`, `node group main`, `add-on vpc-cni` */
  of: string;
  subject: string;
  issue: HealthIssue;
  readFrom: string;
}

/** Codes that say that a permission, role or key is wrong, and what to do. */
const advice: Record<string, string> = {
  AccessDenied:
    'Read what EKS says in the evidence: give the role that it names the permission that it names, or take the Deny away.',
  IamRoleNotFound:
    'Create the cluster role again under the same name, trusting `eks.amazonaws.com`.',
  IamNodeRoleNotFound:
    'Create the node role again under the same name, trusting `ec2.amazonaws.com`.',
  IamInstanceProfileNotFound:
    'Create the node group again: its instance profile was deleted.',
  AddonPermissionFailure:
    'Give the add-on a role of its own with the permissions it needs.',
  PodExecutionRoleAlreadyInUse:
    'Use another role for Fargate than for the nodes.',
  StsRegionalEndpointDisabled:
    'Activate STS for the Region in the account settings of IAM.',
  KmsGrantRevoked: 'Let the cluster role use the KMS key again.',
  KmsKeyNotFound:
    'The KMS key of the secrets is gone; without it they cannot be read.',
  KmsKeyDisabled: 'Enable the KMS key again.',
  KmsKeyMarkedForDeletion: 'Cancel the deletion of the KMS key now.',
};

/** https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html: here it is Kubernetes that refuses. */
const nodeGroupDenied =
  'Map the node role as nodes are mapped (`node-role-unmapped` tells whether it is), and see that ClusterRole and ClusterRoleBinding `eks:node-manager` are as EKS made them.';

/** Codes behind which often, but not always, stands a permission. */
const possibly: Record<string, string> = {
  IamLimitExceeded: 'Remove roles or instance profiles that nobody uses.',
  IamThrottling: 'Wait, and look for what calls IAM so often.',
  NodeCreationFailure:
    'Look at the mapping of the node role and at the way from the nodes to the cluster.',
};

export const iamHealthIssue = defineCheck({
  id: 'iam-health-issue',
  number: 'OPS-004',
  area: 'iam',
  topics: ['T1'],
  title: 'EKS reports a problem with permissions',
  severity: 'high',
  why: 'EKS has tried something on behalf of the cluster and was refused. Until it is mended, nodes, add-ons or upgrades fail.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  needs: ['cluster', 'nodegroups', 'addons'],
  canProveWithout: ['nodegroups', 'addons'],
  evaluate: ({ cluster, nodegroups, addons }) => [
    ...found(
      cluster.healthIssues,
      `cluster \`${cluster.name}\``,
      cluster.arn,
      'eks:DescribeCluster',
    ),
    ...nodegroups.flatMap(({ name, healthIssues }) =>
      found(
        healthIssues,
        `node group \`${name}\``,
        `node group ${name}`,
        'eks:DescribeNodegroup',
      ),
    ),
    ...addons.flatMap(({ name, healthIssues }) =>
      found(
        healthIssues,
        `add-on \`${name}\``,
        `add-on ${name}`,
        'eks:DescribeAddon',
      ),
    ),
  ],
  subject: e => `${e.subject}: ${e.issue.code}`,
  message: e => `${e.of} has the health issue \`${e.issue.code}\``,
  evidence: ({ issue, readFrom }) => [
    {
      fact: issue.code,
      value: [issue.message, ...issue.resourceIds].join('; '),
      readFrom,
    },
  ],
  affected: e => e.issue.resourceIds,
  remediate: ({ issue: { code }, subject }) => [
    {
      title:
        code === 'AccessDenied' && subject.startsWith('node group ')
          ? nodeGroupDenied
          : advice[code] ?? possibly[code],
      class: 'advice',
      actions: [],
      needs: [],
      cautions: [],
    },
  ],
});

function found(
  issues: HealthIssue[],
  of: string,
  subject: string,
  readFrom: string,
): ReportedIssue[] {
  return issues.flatMap((issue): ReportedIssue[] => {
    const base = { of, subject, issue, readFrom };
    if (Object.hasOwn(advice, issue.code))
      return [{ ...base, verdict: 'fail' }];
    return Object.hasOwn(possibly, issue.code)
      ? [{ ...base, verdict: 'warn', severity: 'medium' }]
      : [];
  });
}
