import { accountOf, isServiceLinkedRole, parseArn } from '../../arn';
import {
  AwsAuth,
  AwsAuthRow,
  editSection,
  isNodeRow,
  nodeGroups,
  parseAwsAuth,
  RowContent,
  SectionEdit,
} from '../../awsAuth';
import {
  AccessEntry,
  AwsAuthConfigMap,
  Cluster,
  Derived,
  Evidence,
  Repair,
  RepairAction,
} from '../../model';
import { isEntryUsername } from '../../migrate';
import { accessPolicyArn } from '../../rbac';

export { isEntryUsername };

/** Words that several repairs of aws-auth share. */
export const awsAuthCautions = [
  'The command replaces a whole section. It is refused if the ConfigMap was changed since it was read; scan again then.',
  'A mistake in mapRoles takes away the nodes as well: keep the backup until all nodes are Ready.',
];
export const awsAuthNeeds = ['patch configmaps kube-system/aws-auth'];
export const awsAuthGuide =
  'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html';
export const entriesGuide =
  'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';

/** The parsed ConfigMap; an absent one has no lines. */
export const parsedAwsAuth = (
  configMap: AwsAuthConfigMap | null,
  derived: Derived,
): AwsAuth =>
  derived.once('awsAuthOrEmpty', () => parseAwsAuth(configMap?.data ?? {}));

/** Whether the cluster asks access entries at all. */
export const usesEntries = (cluster: Cluster): boolean =>
  cluster.authenticationMode === 'API' ||
  cluster.authenticationMode === 'API_AND_CONFIG_MAP';

/** Whether the cluster asks aws-auth; without an answer of EKS it is taken to, as old clusters do. */
export const usesAwsAuth = (cluster: Cluster): boolean =>
  cluster.authenticationMode !== 'API';

/** Changes to one section as an action, or nothing when a change cannot be made alone. */
export function patchSection(
  configMap: AwsAuthConfigMap | null,
  section: 'mapRoles' | 'mapUsers',
  edits: readonly SectionEdit[],
): Extract<RepairAction, { kind: 'patch-aws-auth' }> | undefined {
  const before = configMap?.data[section];
  let text = before ?? '';
  for (const edit of edits) {
    const edited = editSection(section, text, edit);
    if (edited === undefined) return undefined;
    text = edited;
  }
  return {
    kind: 'patch-aws-auth',
    data: { [section]: text },
    before: { [section]: before },
    ...(configMap
      ? { resourceVersion: configMap.resourceVersion }
      : { create: true }),
  };
}

/** A repair that only changes aws-auth; empty when the change cannot be written safely. */
export function patchRepair(
  title: string,
  configMap: AwsAuthConfigMap | null,
  section: 'mapRoles' | 'mapUsers',
  edits: readonly SectionEdit[],
  mapping?: Extract<
    RepairAction,
    { kind: 'patch-aws-auth' }
  >['iamIdentityMapping'],
): Repair[] {
  const action = patchSection(configMap, section, edits);
  if (!action) return [];
  return [
    {
      title,
      class: 'review',
      actions: [{ ...action, ...(mapping && { iamIdentityMapping: mapping }) }],
      needs: awsAuthNeeds,
      cautions: awsAuthCautions,
    },
  ];
}

/** Lines of nodes are never rewritten: a new one is added, and the old one, which matches nobody, can stay. */
export const replaceArnRepair = (
  configMap: AwsAuthConfigMap,
  row: AwsAuthRow,
  arn: string,
): Repair[] =>
  isNodeRow(row)
    ? patchRepair(
        'Add a line with the right ARN beside the old one, so that the nodes can join.',
        configMap,
        row.section,
        [{ kind: 'add-row', row: contentOf(row, arn) }],
      )
    : patchRepair(
        'Correct the ARN of the line in aws-auth.',
        configMap,
        row.section,
        [{ kind: 'replace-arn', index: row.index, arn }],
        {
          arn,
          ...(row.username && { username: row.username }),
          groups: row.groups,
          replaces: row.arn,
        },
      );

function contentOf(row: AwsAuthRow, arn: string): RowContent {
  return {
    arn,
    ...(row.username && { username: row.username }),
    groups: row.groups,
  };
}

export const removeRowRepair = (
  configMap: AwsAuthConfigMap,
  row: AwsAuthRow,
  title = 'Remove the line from aws-auth.',
): Repair[] =>
  isNodeRow(row)
    ? []
    : patchRepair(title, configMap, row.section, [
        { kind: 'remove-row', index: row.index },
      ]);

/**
 * An access entry that gives what a line of aws-auth gives; nothing where EKS would refuse it or it would give less:
 * groups of the platform, AWS's service-linked roles, what is no role or user.
 */
export function entryLike(
  row: Pick<AwsAuthRow, 'username' | 'groups'>,
  principalArn: string,
  cluster: Cluster,
): Extract<RepairAction, { kind: 'create-access-entry' }> | undefined {
  if (!usesEntries(cluster) || isServiceLinkedRole(principalArn)) {
    return undefined;
  }
  if (!/^(?:role|user)\//.test(parseArn(principalArn)?.resource ?? '')) {
    return undefined;
  }
  const base = { kind: 'create-access-entry' as const, principalArn };
  if (isNodeRow(row)) {
    const type = nodeTypeOf(row);
    return type && accountOf(principalArn) === cluster.accountId
      ? { ...base, type, kubernetesGroups: [], policies: [] }
      : undefined;
  }
  const isMaster = row.groups.includes('system:masters');
  const groups = row.groups.filter(
    group => group !== '' && group !== 'system:masters',
  );
  if (groups.some(group => group.startsWith('system:'))) return undefined;
  return {
    ...base,
    type: 'STANDARD',
    ...(isEntryUsername(row.username) && { username: row.username }),
    kubernetesGroups: groups,
    policies: isMaster
      ? [
          {
            policyArn: accessPolicyArn(
              cluster.partition,
              'AmazonEKSClusterAdminPolicy',
            ),
          },
        ]
      : [],
  };
}

/** The type of entry that a node line stands for; those of Fargate and hybrid nodes look alike and are not guessed. */
function nodeTypeOf(row: Pick<AwsAuthRow, 'username' | 'groups'>) {
  if (row.groups.includes('eks:kube-proxy-windows')) return 'EC2_WINDOWS';
  if (row.username.includes('{{EC2PrivateDNSName}}')) return 'EC2_LINUX';
  return row.groups.includes('system:node-proxier')
    ? 'FARGATE_LINUX'
    : undefined;
}

/** What somebody needs to create an entry with its policies. */
export const entryNeeds = (
  action: Extract<RepairAction, { kind: 'create-access-entry' }>,
): string[] => [
  'eks:CreateAccessEntry',
  ...(action.policies.length > 0 ? ['eks:AssociateAccessPolicy'] : []),
  ...(/^EC2/.test(action.type) ? ['iam:PassRole'] : []),
];

/** The line as evidence. */
export function rowEvidence(row: AwsAuthRow): Evidence {
  const { section, index, line, arn, username, groups } = row;
  return {
    fact: 'Line in aws-auth',
    value: [
      arn,
      username ? `user ${username}` : 'no user name',
      groups.length > 0 ? `groups ${groups.join(', ')}` : 'no groups',
    ].join(', '),
    readFrom: `kube-system/aws-auth, ${section}[${index}] (line ${line})`,
  };
}

export const modeEvidence = (cluster: Cluster): Evidence => ({
  fact: 'Authentication mode',
  value: cluster.authenticationMode ?? 'not told by EKS',
  readFrom: 'eks:DescribeCluster',
});

/** The documented line of EC2 nodes. */
export const ec2NodeRow = (roleArn: string): RowContent => ({
  arn: roleArn,
  username: 'system:node:{{EC2PrivateDNSName}}',
  groups: [...nodeGroups],
});

/** An entry as it is, so that it can be made again. EKS fills in the names of node types itself. */
export function entryBefore(entry: AccessEntry) {
  const { type, username, kubernetesGroups, policies } = entry;
  const isStandard = type === 'STANDARD';
  return {
    type,
    ...(isStandard && isEntryUsername(username) && { username }),
    kubernetesGroups: isStandard ? kubernetesGroups : [],
    policies: policies.map(({ policyArn, scope }) => ({
      policyArn,
      ...(scope.type === 'namespace' && { namespaces: scope.namespaces }),
    })),
  };
}
