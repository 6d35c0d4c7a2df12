import { NodeRole } from '../access';
import { accountOf, arrivalKey, shortArn } from '../arn';
import { AwsAuthRow } from '../awsAuth';
import { trustsService } from '../iam';
import { Cluster, IamRole } from '../model';
import { accessPolicyArn } from '../rbac';
import { nodeIdentity } from './entryRules';
import { MigrationBlocker, PlannedEntry } from './model';

/** Which kind of node a line is for, as far as anything tells. */
export function nodeTypeOf(
  row: Pick<AwsAuthRow, 'arn' | 'username' | 'groups'>,
  nodeRoles: readonly NodeRole[],
  role: IamRole | undefined,
): string | undefined {
  const known = nodeRoles.find(
    ({ arn }) => arrivalKey(arn) === arrivalKey(row.arn),
  );
  if (known) return known.type;
  if (row.username.includes('{{EC2PrivateDNSName}}')) {
    return row.groups.includes('eks:kube-proxy-windows')
      ? 'EC2_WINDOWS'
      : 'EC2_LINUX';
  }
  if (!row.username.startsWith('system:node:{{SessionName')) return undefined;
  if (row.groups.includes('system:node-proxier')) return 'FARGATE_LINUX';
  if (!role) return undefined;
  const trusts = (services: string[], actions: string[]) =>
    trustsService(role.trustPolicy, {
      services,
      actions,
      accountId: accountOf(role.arn) ?? '',
    }).answer === 'yes';
  if (trusts(['eks-fargate-pods.amazonaws.com'], ['sts:AssumeRole'])) {
    return 'FARGATE_LINUX';
  }
  const isHybrid =
    trusts(['ssm.amazonaws.com'], ['sts:AssumeRole']) ||
    trusts(['rolesanywhere.amazonaws.com'], ['sts:AssumeRole']);
  return isHybrid ? 'HYBRID_LINUX' : undefined;
}

/** The entry by which nodes of a kind join. */
export const nodeEntry = (
  principalArn: string,
  type: string,
  cluster: Cluster,
): PlannedEntry => ({
  kind: 'create-access-entry',
  principalArn,
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

/** The entry for a line of nodes, or what stands in its way. */
export function planNode(
  row: AwsAuthRow,
  principalArn: string,
  context: {
    cluster: Cluster;
    nodeRoles: readonly NodeRole[];
    role: IamRole | undefined;
  },
): { entry?: PlannedEntry; blockers: MigrationBlocker[]; notes: string[] } {
  const { cluster, nodeRoles, role } = context;
  const name = `\`${shortArn(row.arn, cluster.accountId)}\``;
  if (accountOf(principalArn) !== cluster.accountId) {
    return {
      blockers: [
        {
          code: 'node-of-other-account',
          message: `${name} is a role of another account, and nodes need one of the cluster's`,
        },
      ],
      notes: [],
    };
  }
  const type = nodeTypeOf(row, nodeRoles, role);
  if (!type) {
    return {
      blockers: [
        {
          code: 'node-kind-unclear',
          message: `${name} is mapped like a node, but whether nodes of EC2, Fargate or elsewhere use it is not clear`,
        },
      ],
      notes: [],
    };
  }
  const { groups } = nodeIdentity(type);
  const extra = row.groups.filter(
    group => !groups.includes(group) && group !== 'system:bootstrappers',
  );
  return {
    entry: nodeEntry(principalArn, type, cluster),
    blockers: [],
    notes:
      extra.length > 0
        ? [
            `an entry of type ${type} has fixed groups: \`${extra.join(
              '`, `',
            )}\` cannot be kept`,
          ]
        : [],
  };
}
