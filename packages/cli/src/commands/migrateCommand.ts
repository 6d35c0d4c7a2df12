import {
  ClusterSnapshot,
  isRead,
  MigrationLine,
  MigrationPlan,
  planMigration,
  renderRepair,
  repairTargetOf,
} from 'backstage-plugin-eks-iam-health-common';
import { EXIT } from '../exit';
import { renderChanges } from '../text/accessChanges';
import { plain } from '../text/plain';
import { repairLines } from '../text/repairLines';
import { Column, renderTable } from '../text/table';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { ClusterOptions, sourceOf, unreadLine } from './sourceOf';

const help = `
A plan and its proof, nothing is changed: what becomes of every line of aws-auth, whether effective rights stay equal or
what changes, whether somebody still administers the cluster afterwards, and the steps as commands with their undo.
A line that cannot be carried over (a deleted role, another account, a group of the platform, mapAccounts) is a blocker,
and the steps then stop before they could take anything away.
Exit code 0: the plan is ready, or there is nothing left to do. 1: something has to be decided or read first.

Examples:
  $ eks-iam-health migrate --cluster arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod
  $ eks-iam-health migrate --from ./payments-prod --format json
`;

const statusWords: Record<MigrationPlan['status'], string> = {
  done: 'nothing left to do: the cluster asks access entries alone',
  ready: 'ready: every line has its place and nobody is locked out',
  blocked: 'blocked: something has to be decided first',
  unknown: 'not known: something that the plan rests on was not read',
};

const lockOutWords: Record<MigrationPlan['lockOut']['isSafe'], string> = {
  yes: 'somebody administers the cluster afterwards',
  no: 'NOBODY would administer the cluster afterwards',
  unknown: 'whether somebody administers the cluster afterwards is not known',
};

const columns: Column<MigrationLine>[] = [
  { heading: 'outcome', text: ({ outcome }) => outcome },
  {
    heading: 'line',
    text: ({ section, index, line }) =>
      `${section}${index === undefined ? '' : `[${index}]`}${
        line === undefined ? '' : `, line ${line}`
      }`,
  },
  { heading: 'who', text: ({ arn }) => arn },
  {
    heading: 'becomes',
    text: ({ entry }) =>
      entry
        ? [
            `${entry.type} entry of ${entry.principalArn}`,
            ...entry.kubernetesGroups.map(group => `group ${group}`),
            ...entry.policies.map(({ policyArn }) =>
              policyArn.slice(policyArn.lastIndexOf('/') + 1),
            ),
          ].join(', ')
        : '',
  },
  {
    heading: 'mind',
    text: ({ blockers, notes }) =>
      [...blockers.map(({ message }) => message), ...notes].join('; '),
  },
];

/** Equal rights are claimed only where all that the comparison rests on was read. */
function proofLines({ status, changes, unread }: MigrationPlan): string[] {
  if (status === 'done') return [];
  if (changes.length > 0) {
    return [
      'once the mode is API, effective rights change:',
      renderChanges(changes),
    ];
  }
  return unread.length > 0
    ? ['whether effective rights stay equal is not known']
    : ['effective rights stay equal'];
}

function linesOf(plan: MigrationPlan, snapshot: ClusterSnapshot): string[] {
  const { lines, blockers, lockOut, steps, status, mode, unread } = plan;
  return [
    `${plan.clusterArn}, mode ${mode ?? 'not known'}`,
    statusWords[status],
    ...(lines.length > 0 ? ['', renderTable(columns, lines)] : []),
    '',
    ...proofLines(plan),
    ...(status === 'done' ? [] : [lockOutWords[lockOut.isSafe]]),
    ...lockOut.administrators.map(name => `  ${plain(name)}`),
    ...blockers.map(
      ({ code, message }) => `blocker ${code}: ${plain(message)}`,
    ),
    ...unreadLine(unread),
    ...steps.flatMap((step, i) => [
      '',
      `step ${i + 1}`,
      ...repairLines([step], snapshot, '  '),
    ]),
  ];
}

/** The plan with its steps as text for every tool, each with undo and proof. */
function dataOf(plan: MigrationPlan, { sections }: ClusterSnapshot) {
  const { cluster } = sections;
  return {
    ...plan,
    steps: plan.steps.map(step => ({
      ...step,
      rendered: isRead(cluster)
        ? renderRepair(step, repairTargetOf(cluster.value))
        : [],
    })),
  };
}

/** `migrate`: the way from aws-auth to access entries. */
export const addMigrate: AddCommand = (program, done) => {
  withSource(program.command('migrate'))
    .description('plan the way from aws-auth to access entries, with its proof')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (options: ClusterOptions & { format: string }) => {
      const { snapshot } = await sourceOf(options);
      const plan = planMigration(snapshot);
      await print(
        options.format === 'json'
          ? toJson(dataOf(plan, snapshot))
          : linesOf(plan, snapshot).join('\n'),
      );
      const isClear = plan.status === 'ready' || plan.status === 'done';
      done(isClear ? EXIT.fine : EXIT.findings);
    });
};
