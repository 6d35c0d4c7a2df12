import { awsAuthOf, nodeRolesOf } from '../access';
import { arrivalKey, shortArn } from '../arn';
import { AwsAuth } from '../awsAuth';
import {
  Cluster,
  ClusterSnapshot,
  Derived,
  isRead,
  SectionName,
} from '../model';
import { afterwards, changesOfPrincipals, lockOutCheck } from './afterwards';
import { MigrationBlocker, MigrationLine, MigrationPlan } from './model';
import { nodeEntry } from './planNode';
import { MigrationSources, planRow } from './planRow';
import { stepsOf } from './steps';

const noAwsAuth: AwsAuth = {
  rows: [],
  accounts: [],
  problems: [],
  lostSections: [],
};

/** Without these no line can be judged. */
const essential: readonly SectionName[] = ['cluster', 'awsAuth'];
/** Without these something may be missing from the plan. */
const helpful: readonly SectionName[] = [
  'nodegroups',
  'fargateProfiles',
  'iamRoles',
  'iamUsers',
];

const plan = (
  snapshot: ClusterSnapshot,
  known: Partial<MigrationPlan> & Pick<MigrationPlan, 'status' | 'unread'>,
): MigrationPlan => ({
  clusterArn: snapshot.arn,
  lines: [],
  blockers: [],
  changes: [],
  lockOut: { isSafe: 'unknown', administrators: [], evidence: [] },
  steps: [],
  ...known,
});

const lostSections = ({ lostSections: lost }: AwsAuth): MigrationBlocker[] =>
  lost.map(section => ({
    code: 'section-lost',
    message: `\`${section}\` does not parse, so what its lines are meant to give is not known`,
  }));

/** What a plan is made of, or what is known when none can be made. */
type Beginning =
  | { status: 'begun'; sources: MigrationSources; unread: SectionName[] }
  | { status: 'ended'; plan: MigrationPlan };

function begin(snapshot: ClusterSnapshot): Beginning {
  const { sections } = snapshot;
  const cluster = isRead(sections.cluster) ? sections.cluster.value : undefined;
  const mode = cluster?.authenticationMode;
  const awsAuth = awsAuthOf(new Derived(snapshot));
  // In mode CONFIG_MAP there are no entries, and EKS refuses to list them.
  const entries = isRead(sections.accessEntries)
    ? sections.accessEntries.value
    : mode === 'CONFIG_MAP' && [];
  const needed: SectionName[] =
    mode === 'CONFIG_MAP'
      ? [...essential, ...helpful]
      : [...essential, 'accessEntries', ...helpful];
  const unread = needed.filter(name => sections[name].status !== 'read');
  const ended = (status: 'done' | 'unknown', missing: SectionName[]) => ({
    status: 'ended' as const,
    plan: plan(snapshot, { status, mode, unread: missing }),
  });

  if (mode === 'API') return ended('done', []);
  if (!cluster || !mode || awsAuth === undefined || !entries) {
    return ended('unknown', unread);
  }
  const sources: MigrationSources = {
    snapshot,
    cluster,
    entries,
    awsAuth: awsAuth ?? noAwsAuth,
    nodeRoles: nodeRolesOf(
      cluster,
      isRead(sections.nodegroups) ? sections.nodegroups.value : [],
      isRead(sections.fargateProfiles) ? sections.fargateProfiles.value : [],
    ),
  };
  return { status: 'begun', sources, unread };
}

/** What becomes of each line, and what of whole sections stands in the way. @public */
export interface MigrationObstacles {
  lines: MigrationLine[];
  ofSections: MigrationBlocker[];
}

const obstaclesIn = (sources: MigrationSources): MigrationObstacles => ({
  lines: linesOf(sources),
  ofSections: lostSections(sources.awsAuth),
});

/**
 * The lines of a plan with what stands in their way, without asking what would change: that takes the rights of everybody.
 *
 * @public
 */
export function findMigrationObstacles(
  snapshot: ClusterSnapshot,
): MigrationObstacles {
  const begun = begin(snapshot);
  return begun.status === 'begun'
    ? obstaclesIn(begun.sources)
    : { lines: [], ofSections: [] };
}

/**
 * Plans the way of a cluster from aws-auth to access entries: what becomes of each line, what stands in the way, what
 * effective rights change, whether anybody is left who administers the cluster, and the commands in their order.
 * https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html
 *
 * @public
 */
export function planMigration(snapshot: ClusterSnapshot): MigrationPlan {
  const begun = begin(snapshot);
  if (begun.status === 'ended') return begun.plan;
  const { sources, unread } = begun;
  const { cluster, entries } = sources;
  const { lines, ofSections } = obstaclesIn(sources);
  const blockers = [...ofSections, ...lines.flatMap(line => line.blockers)];
  const after = afterwards(snapshot, cluster, entries, lines);
  const { changes, unread: unreadOfRights } = changesOfPrincipals(
    snapshot,
    after,
  );
  const lockOut = lockOutCheck(after);
  const allUnread = [...new Set([...unread, ...unreadOfRights])];
  const isLockedOut = lockOut.isSafe !== 'yes';
  const hindrances = blockers.length + allUnread.length + (isLockedOut ? 1 : 0);
  const isBlocked = blockers.length > 0 || lockOut.isSafe === 'no';
  const isOpen = allUnread.length > 0 || lockOut.isSafe === 'unknown';
  const unblocked = isOpen ? 'unknown' : 'ready';
  const { awsAuth } = snapshot.sections;
  return plan(snapshot, {
    status: isBlocked ? 'blocked' : unblocked,
    mode: cluster.authenticationMode,
    lines,
    blockers,
    changes,
    lockOut,
    steps: stepsOf(
      cluster,
      isRead(awsAuth) ? awsAuth.value : null,
      lines,
      hindrances,
    ),
    unread: allUnread,
  });
}

function linesOf(sources: MigrationSources): MigrationLine[] {
  const { awsAuth, cluster } = sources;
  const rows = awsAuth.rows.map(row => planRow(row, sources));
  const accounts = awsAuth.accounts.map(
    ({ index, line, accountId }): MigrationLine => ({
      outcome: 'blocked',
      section: 'mapAccounts',
      index,
      line,
      arn: accountId,
      username: '',
      groups: [],
      blockers: [
        {
          code: 'whole-account',
          message: `everybody of account \`${accountId}\` gets in by mapAccounts, which has no counterpart: name the principals that need access`,
        },
      ],
      notes: [],
    }),
  );
  return [...rows, ...accounts, ...nodeLines(sources, rows, cluster)];
}

/** Roles of nodes that have neither line nor entry: they need one before aws-auth goes. */
function nodeLines(
  { nodeRoles, entries }: MigrationSources,
  rows: readonly MigrationLine[],
  cluster: Cluster,
): MigrationLine[] {
  const known = new Set([
    ...entries.map(entry => arrivalKey(entry.principalArn)),
    ...rows
      .filter(({ outcome }) => outcome !== 'drop')
      .map(({ arn }) => arrivalKey(arn)),
  ]);
  return nodeRoles
    .filter(({ arn }) => !known.has(arrivalKey(arn)))
    .map(({ arn, type, usedBy }) => ({
      outcome: 'create',
      section: 'nodes',
      arn,
      username: '',
      groups: [],
      entry: nodeEntry(arn, type, cluster),
      blockers: [],
      notes: [
        `\`${shortArn(arn, cluster.accountId)}\` of ${usedBy.join(
          ', ',
        )} is not mapped today`,
      ],
    }));
}
