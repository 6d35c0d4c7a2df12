import { shortArn } from '../../arn';
import { awsAuthOf, unaskedSources } from '../../access';
import { AwsAuthConfigMap, Cluster, isRead, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  entryNeeds,
  modeEvidence,
  patchRepair,
  usesAwsAuth,
  usesEntries,
} from './awsAuthRepairs';
import {
  nodeEntryFor,
  nodeMappingOf,
  NodeRole,
  nodeRolesOf,
  nodeRowFor,
} from './nodeRoles';

interface Unmapped extends Found {
  role: NodeRole;
  cluster: Cluster;
  configMap: AwsAuthConfigMap | null | undefined;
}

export const nodeRoleUnmapped = defineCheck({
  id: 'node-role-unmapped',
  number: 'AUTHN-014',
  area: 'authentication',
  topics: ['T3'],
  title: 'Node role without mapping',
  severity: 'critical',
  why: 'A node proves itself with its IAM role. Without an access entry or a line in aws-auth its token is refused: new nodes do not join, and present ones become NotReady.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  needs: ['cluster', 'accessEntries', 'nodegroups', 'fargateProfiles'],
  canProveWithout: ['nodegroups', 'fargateProfiles'],
  doesNotNeed: unaskedSources,
  appliesTo: ({ cluster, nodegroups, fargateProfiles }) =>
    nodeRolesOf(cluster, nodegroups, fargateProfiles).length > 0,
  evaluate: ({
    cluster,
    accessEntries,
    nodegroups,
    fargateProfiles,
    derived,
  }): Unmapped[] => {
    const section = derived.snapshot.sections.awsAuth;
    const configMap = isRead(section) ? section.value : undefined;
    return nodeRolesOf(cluster, nodegroups, fargateProfiles).flatMap(
      (role): Unmapped[] => {
        const awsAuth = awsAuthOf(derived);
        const { entry, row } = nodeMappingOf(
          role,
          cluster,
          accessEntries,
          awsAuth,
        );
        if (entry || row) return [];
        // In mode API the ConfigMap does not matter, whether it was read or not.
        const isOpen = usesAwsAuth(cluster) && awsAuth === undefined;
        return [
          { verdict: isOpen ? 'unknown' : 'fail', role, cluster, configMap },
        ];
      },
    );
  },
  subject: ({ role }) => role.arn,
  message: ({ role, cluster, verdict }) => {
    const name = `\`${shortArn(role.arn, cluster.accountId)}\``;
    return verdict === 'unknown'
      ? `whether ${name} is mapped is not known: it has no access entry, and aws-auth was not read`
      : `${name} of ${role.usedBy.join(
          ', ',
        )} is not mapped, so its nodes are refused`;
  },
  evidence: ({ role, cluster }) => [
    {
      fact: 'Role of nodes',
      value: `${role.arn}, used by ${role.usedBy.join(', ')}`,
      readFrom:
        'eks:DescribeNodegroup, eks:DescribeFargateProfile, eks:DescribeCluster',
    },
    modeEvidence(cluster),
    { fact: 'Expected entry type', value: role.type, readFrom: 'kind of node' },
  ],
  affected: ({ role }) => role.usedBy,
  remediate: ({ role, cluster, configMap, verdict }) =>
    verdict === 'unknown' ? [] : repairsOf(role, cluster, configMap),
});

function repairsOf(
  role: NodeRole,
  cluster: Cluster,
  configMap: AwsAuthConfigMap | null | undefined,
): Repair[] {
  if (usesEntries(cluster)) {
    const action = nodeEntryFor(role, cluster);
    return [
      {
        title: `Create an access entry of type ${role.type}; the nodes join within a minute.`,
        class: 'safe',
        actions: [action],
        needs: entryNeeds(action),
        cautions: [],
      },
    ];
  }
  if (configMap === undefined || role.type === 'EC2') return [];
  const added = patchRepair(
    'Add the line of the node role to aws-auth; the nodes join within a minute.',
    configMap,
    'mapRoles',
    [{ kind: 'add-row', row: nodeRowFor(role) }],
  );
  if (added.length > 0) return added;
  return [
    {
      title:
        'Mend mapRoles first: it does not parse, so that no line of it counts; then see whether the line of the role is there.',
      class: 'advice',
      actions: [],
      needs: ['patch configmaps kube-system/aws-auth'],
      cautions: [],
    },
  ];
}
