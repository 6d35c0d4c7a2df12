import { canArrive, isStaleEntry, NodeRole } from '../access';
import { arrivalKey, foldArn, shortArn } from '../arn';
import { AwsAuth, AwsAuthRow, isNodeRow, matchingRows } from '../awsAuth';
import { AccessEntry, Cluster, ClusterSnapshot } from '../model';
import { accessPolicyArn } from '../rbac';
import { canHaveEntry, defaultUsername, isEntryUsername } from './entryRules';
import { findPrincipal } from './findPrincipal';
import { MigrationBlocker, MigrationLine, PlannedEntry } from './model';
import { planNode } from './planNode';

/** What a plan is made from. */
export interface MigrationSources {
  snapshot: ClusterSnapshot;
  cluster: Cluster;
  awsAuth: AwsAuth;
  entries: readonly AccessEntry[];
  nodeRoles: readonly NodeRole[];
}

/** Groups that everybody has, so that no mapping needs to give them. */
const implicitGroups = ['', 'system:authenticated'];

const saysTheSame = (a: AwsAuthRow, b: AwsAuthRow) =>
  a.username === b.username && a.groups.join('\n') === b.groups.join('\n');

/** What becomes of one line of `mapRoles` or `mapUsers`. */
export function planRow(
  row: AwsAuthRow,
  sources: MigrationSources,
): MigrationLine {
  const { cluster, awsAuth, entries, snapshot } = sources;
  const { section, index, line, arn, username, groups } = row;
  const planned = (
    outcome: MigrationLine['outcome'],
    more: Partial<MigrationLine> = {},
  ): MigrationLine => ({
    outcome,
    section,
    index,
    line,
    arn,
    username,
    groups,
    blockers: [],
    notes: [],
    ...more,
  });
  const name = `\`${shortArn(arn, cluster.accountId)}\``;

  if (!canArrive(arn)) {
    return planned('drop', {
      notes: ['nobody arrives with this ARN, so the line lets nobody in'],
    });
  }
  const answering = matchingRows(foldArn(arn), awsAuth);
  if (!answering.includes(row)) {
    return planned('drop', {
      notes: ['another line with the same ARN answers in its place'],
    });
  }
  const rivals = answering.filter(other => !saysTheSame(other, row));
  const blockers: MigrationBlocker[] = [];
  if (rivals.length > 0) {
    blockers.push({
      code: 'chance-decides',
      message: `${name} stands on several lines that differ in case: which of them answers is left to chance`,
    });
  } else if (answering[0] !== row) {
    return planned('drop', { notes: ['another line says the same'] });
  }

  const entry = entries.find(e => arrivalKey(e.principalArn) === foldArn(arn));
  if (entry) {
    return isStaleEntry(entry, snapshot) === 'yes'
      ? planned('blocked', {
          blockers: [
            ...blockers,
            {
              code: 'entry-is-stale',
              message: `the access entry of ${name} is of a principal that was deleted since: it has to go before another can be made`,
            },
          ],
        })
      : planned('exists', {
          notes: ['its access entry answers already, and the line is not read'],
        });
  }

  if (!canHaveEntry(arn)) {
    blockers.push({
      code: 'not-a-principal',
      message: `no access entry can be made for ${name} on request`,
    });
    return planned('blocked', { blockers });
  }
  const found = findPrincipal(arn, cluster, snapshot);
  if (found.status === 'missing') {
    return planned('blocked', {
      blockers: [
        ...blockers,
        {
          code: 'principal-missing',
          message: `${name} does not exist: no entry can be made for it, and whoever makes it anew gets in by this line`,
        },
      ],
    });
  }
  if (found.status === 'unsure') blockers.push(found.blocker);
  const role = found.status === 'found' ? found.role : undefined;
  const plan = isNodeRow(row)
    ? planNode(row, found.arn, { ...sources, role })
    : planStandard(row, found.arn, name, cluster);
  blockers.push(...plan.blockers);
  return planned(blockers.length > 0 ? 'blocked' : 'create', {
    blockers,
    notes: plan.notes,
    ...(plan.entry && { entry: plan.entry }),
  });
}

/** An entry for people and pipelines. Its user name is told even where EKS would choose the same. */
function planStandard(
  row: AwsAuthRow,
  principalArn: string,
  name: string,
  cluster: Cluster,
): { entry: PlannedEntry; blockers: MigrationBlocker[]; notes: string[] } {
  const blockers: MigrationBlocker[] = [];
  const notes: string[] = [];
  const keepsName = isEntryUsername(row.username);
  const madeUp = `EKS would call it \`${defaultUsername(principalArn)}\``;
  if (row.username === '') {
    notes.push(`the line gives no user name; ${madeUp}`);
  } else if (!keepsName) {
    blockers.push({
      code: 'username-refused',
      message: `an access entry of ${name} cannot have the user name \`${row.username}\`; ${madeUp}`,
    });
  }
  const isMaster = row.groups.includes('system:masters');
  const wanted = row.groups.filter(
    group => !implicitGroups.includes(group) && group !== 'system:masters',
  );
  const refused = wanted.filter(group => group.startsWith('system:'));
  if (refused.length > 0) {
    blockers.push({
      code: 'system-group',
      message: `an access entry of ${name} cannot have groups of the platform: \`${refused.join(
        '`, `',
      )}\``,
    });
  }
  if (isMaster) {
    notes.push(
      '`system:masters` becomes the access policy AmazonEKSClusterAdminPolicy',
    );
  }
  return {
    blockers,
    notes,
    entry: {
      kind: 'create-access-entry',
      principalArn,
      type: 'STANDARD',
      ...(keepsName && { username: row.username }),
      kubernetesGroups: [
        ...new Set(wanted.filter(group => !refused.includes(group))),
      ],
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
    },
  };
}
