import { shortArn } from '../../arn';
import {
  findMigrationObstacles,
  MigrationBlocker,
  MigrationLine,
} from '../../migrate';
import { Cluster, Evidence, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { modeEvidence } from './awsAuthRepairs';

interface Blocked extends Found {
  cluster: Cluster;
  blocker: MigrationBlocker;
  /** absent: the whole section, or the cluster, is meant */
  line?: MigrationLine;
}

/** What somebody has to do about each, as full sentences. */
const advice: Record<MigrationBlocker['code'], string> = {
  'section-lost': 'Mend the section first; then plan again.',
  'whole-account':
    'Find out who of the account works with the cluster, and give each an access entry.',
  'principal-missing': 'Remove the line, or make the principal again.',
  'foreign-principal':
    'Ask the other account for the whole ARN, and create an access entry for it.',
  'principal-unread': 'Let IAM be read, and plan again.',
  'not-a-principal':
    'Let the service make its own entry, or give the work to a role.',
  'username-refused':
    'Choose a user name that EKS takes, and write bindings to the old one anew.',
  'system-group':
    'Bind a group of your own to the same role, and map that group.',
  'node-kind-unclear':
    'Find out what kind of nodes use the role, and create an access entry of that type.',
  'node-of-other-account':
    'Let the nodes use a role of the account of the cluster.',
  'chance-decides': 'Leave one of the lines, and remove the others.',
  'entry-is-stale': 'Delete the stale access entry, and create it again.',
};

export const migrationBlocked = defineCheck({
  id: 'migration-blocked',
  number: 'AUTHN-023',
  area: 'authentication',
  topics: ['B'],
  title: 'Migration to access entries is blocked',
  severity: 'info',
  why: 'AWS has deprecated aws-auth, and mode API cannot be undone. What access entries cannot express has to be settled before, or somebody, perhaps a node, loses access.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
  needs: [
    'cluster',
    'awsAuth',
    'accessEntries',
    'nodegroups',
    'fargateProfiles',
    'iamRoles',
    'iamUsers',
  ],
  canProveWithout: ['nodegroups', 'fargateProfiles', 'iamRoles', 'iamUsers'],
  doesNotNeed: ({ sections: { cluster } }) =>
    cluster.status === 'read' &&
    cluster.value.authenticationMode === 'CONFIG_MAP'
      ? ['accessEntries']
      : [],
  appliesTo: ({ cluster }) => cluster.authenticationMode !== 'API',
  evaluate: ({ cluster, derived }): Blocked[] => {
    const obstacles = findMigrationObstacles(derived.snapshot);
    const ofLines = obstacles.lines.flatMap(line =>
      line.blockers.map((blocker): Blocked => {
        // What was not read is told once, by the section that is missing.
        const verdict =
          blocker.code === 'principal-unread' ? 'unknown' : 'warn';
        return { verdict, cluster, blocker, line };
      }),
    );
    const ofSections = obstacles.ofSections.map(
      (blocker): Blocked => ({ verdict: 'warn', cluster, blocker }),
    );
    return [...ofSections, ...ofLines];
  },
  subject: ({ cluster, line, blocker }) =>
    line ? `${line.arn} ${blocker.code}` : cluster.arn,
  message: ({ blocker }) => blocker.message,
  evidence: ({ line, cluster }) => [
    ...(line ? lineEvidence(line, cluster) : []),
    modeEvidence(cluster),
  ],
  affected: ({ line }) => (line ? [line.arn] : []),
  remediate: ({ blocker, verdict }): Repair[] =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: advice[blocker.code],
            class: 'advice',
            actions: [],
            needs: [],
            cautions: [
              'Until then the line goes on to count: do not move the cluster to mode API.',
            ],
          },
        ],
});

function lineEvidence(line: MigrationLine, cluster: Cluster): Evidence[] {
  const { section, index, entry, arn, username, groups } = line;
  const readFrom =
    index === undefined
      ? section
      : `kube-system/aws-auth, ${section}[${index}]`;
  return [
    {
      fact: 'Line in aws-auth',
      value: [
        shortArn(arn, cluster.accountId),
        username ? `user ${username}` : 'no user name',
        groups.length > 0 ? `groups ${groups.join(', ')}` : 'no groups',
      ].join(', '),
      readFrom,
    },
    {
      fact: 'Access entry that would take its place',
      value: entry
        ? [
            `type ${entry.type}`,
            `groups ${entry.kubernetesGroups.join(', ') || 'none'}`,
            `${entry.policies.length} policies`,
          ].join(', ')
        : 'none',
      readFrom: 'plan of the migration',
    },
  ];
}
