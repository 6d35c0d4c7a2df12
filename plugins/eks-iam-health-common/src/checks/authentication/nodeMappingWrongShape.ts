import { shortArn } from '../../arn';
import { awsAuthOf, unaskedSources } from '../../access';
import { AwsAuthRow } from '../../awsAuth';
import { AccessEntry, Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  entriesGuide,
  entryBefore,
  entryNeeds,
  rowEvidence,
  usesEntries,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';
import {
  nodeEntryFor,
  nodeMappingOf,
  NodeRole,
  nodeRolesOf,
  nodeRowFor,
} from './nodeRoles';

interface Misshapen extends Found {
  role: NodeRole;
  cluster: Cluster;
  entry?: AccessEntry;
  row?: AwsAuthRow;
  /** what differs, as part of a sentence */
  defect: string;
}

export const nodeMappingWrongShape = defineCheck({
  id: 'node-mapping-wrong-shape',
  number: 'AUTHN-015',
  area: 'authentication',
  topics: ['T3'],
  title: 'Node mapping of the wrong shape',
  severity: 'high',
  why: 'Nodes register only under the name and group of a node. An access entry of type STANDARD, a line without system:nodes or with another user name lets them authenticate, but not join; Windows and Fargate need one group more.',
  documentation: entriesGuide,
  needs: [
    'cluster',
    'accessEntries',
    'awsAuth',
    'nodegroups',
    'fargateProfiles',
  ],
  canProveWithout: ['awsAuth', 'nodegroups', 'fargateProfiles'],
  doesNotNeed: unaskedSources,
  appliesTo: ({ cluster, nodegroups, fargateProfiles }) =>
    nodeRolesOf(cluster, nodegroups, fargateProfiles).length > 0,
  evaluate: ({
    cluster,
    accessEntries,
    nodegroups,
    fargateProfiles,
    derived,
  }): Misshapen[] =>
    nodeRolesOf(cluster, nodegroups, fargateProfiles).flatMap(role => {
      const { entry, row } = nodeMappingOf(
        role,
        cluster,
        accessEntries,
        awsAuthOf(derived),
      );
      const judged =
        (entry && judgeEntry(role, entry)) ?? (row && judgeRow(role, row));
      return judged ? [{ ...judged, role, cluster, entry, row }] : [];
    }),
  // An entry answers whatever aws-auth says, and so does a line that parses.
  unjudged: ({
    cluster,
    accessEntries,
    nodegroups,
    fargateProfiles,
    derived,
  }) =>
    nodeRolesOf(cluster, nodegroups, fargateProfiles).every(role => {
      const awsAuth = awsAuthOf(derived);
      const found = nodeMappingOf(role, cluster, accessEntries, awsAuth);
      return found.entry ?? found.row;
    })
      ? []
      : lostLines('mapRoles', 'mapUsers')({ derived }),
  subject: ({ role }) => role.arn,
  message: ({ role, cluster, defect }) =>
    `\`${shortArn(role.arn, cluster.accountId)}\` of ${role.usedBy.join(
      ', ',
    )} ${defect}`,
  evidence: ({ entry, row }) => {
    if (row) return [rowEvidence(row)];
    return [
      {
        fact: 'Access entry',
        value: `type ${entry?.type ?? ''}`,
        readFrom: 'eks:DescribeAccessEntry',
      },
    ];
  },
  affected: ({ role }) => role.usedBy,
  remediate: ({ role, cluster, entry, verdict }) =>
    verdict === 'warn'
      ? [
          {
            title: 'Take the surplus groups off the line of the node role.',
            class: 'advice',
            actions: [],
            needs: ['patch configmaps kube-system/aws-auth'],
            cautions: [
              'Lines of nodes are not rewritten by a prepared command: change it by hand, with a backup, and watch the nodes.',
            ],
          },
        ]
      : repairsOf(role, cluster, entry),
});

type Judged = Pick<Misshapen, 'verdict' | 'defect'>;

/** The type alone decides; EKS fills in name and groups. */
function judgeEntry(role: NodeRole, entry: AccessEntry): Judged | undefined {
  const { type } = entry;
  if (type === role.type) return undefined;
  // Linux nodes join by an entry for Windows too, and Auto Mode's type serves EC2.
  if (role.type === 'EC2_LINUX' && type === 'EC2_WINDOWS') return undefined;
  return {
    verdict: 'fail',
    defect: `has an access entry of type ${type}, but needs ${role.type}`,
  };
}

function judgeRow(role: NodeRole, row: AwsAuthRow): Judged | undefined {
  const expected = nodeRowFor(role);
  const fail = (defect: string): Judged => ({ verdict: 'fail', defect });
  if (!row.groups.includes('system:nodes')) {
    return fail('is mapped without the group `system:nodes`');
  }
  if (row.username !== expected.username) {
    return fail(
      `is mapped to the user name \`${row.username}\`, not \`${expected.username}\``,
    );
  }
  const extra = ['eks:kube-proxy-windows', 'system:node-proxier'].find(
    group => expected.groups.includes(group) && !row.groups.includes(group),
  );
  if (extra) return fail(`is mapped without the group \`${extra}\``);
  const surplus = row.groups.filter(
    group =>
      !expected.groups.includes(group) &&
      // one line serves Linux and Windows
      group !== 'eks:kube-proxy-windows',
  );
  return surplus.length > 0
    ? {
        verdict: 'warn',
        defect: `is mapped to more than a node needs: \`${surplus.join(
          '`, `',
        )}\``,
      }
    : undefined;
}

function repairsOf(
  role: NodeRole,
  cluster: Cluster,
  entry: AccessEntry | undefined,
): Repair[] {
  if (!usesEntries(cluster)) {
    const { username, groups } = nodeRowFor(role);
    return [
      {
        title: `Give the line of the role the user name ${username} and the groups ${groups.join(
          ', ',
        )}.`,
        class: 'advice',
        actions: [],
        needs: ['patch configmaps kube-system/aws-auth'],
        cautions: [
          'Lines of nodes are not rewritten by a prepared command: change it by hand, with a backup, and watch the nodes.',
        ],
      },
    ];
  }
  const create = nodeEntryFor(role, cluster);
  if (!entry) {
    return [
      {
        title: `Create an access entry of type ${role.type}; it answers instead of the line in aws-auth.`,
        class: 'review',
        actions: [create],
        needs: entryNeeds(create),
        cautions: [],
      },
    ];
  }
  const { principalArn } = entry;
  return [
    {
      title: `Delete the access entry and create it again with type ${role.type}; a type cannot be changed.`,
      class: 'review',
      actions: [
        {
          kind: 'delete-access-entry',
          principalArn,
          before: entryBefore(entry),
        },
        { ...create, principalArn },
      ],
      needs: ['eks:DeleteAccessEntry', ...entryNeeds(create)],
      cautions: [
        'What the entry grants beside the node (groups, policies) is gone afterwards.',
      ],
    },
  ];
}
