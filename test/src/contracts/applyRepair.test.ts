import {
  applyRepair,
  Check,
  checks,
  CheckSettings,
  ClusterSnapshot,
  defaultCheckSettings,
  Finding,
  Repair,
  RepairAction,
  runChecks,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';
import { testNow } from 'backstage-plugin-eks-iam-health-common/testing';
import { resolve } from 'node:path';
import { casesOfChecks } from './__testUtils__/casesOfChecks';
import {
  withAccounts,
  withAdministrators,
  withBindings,
  withPrincipals,
} from './__testUtils__/repairWorld';

const folder = resolve(
  __dirname,
  '../../../plugins/eks-iam-health-common/src/checks',
);
const cases = casesOfChecks(folder);

const rank: Record<Severity, number> = {
  critical: 4,
  high: 3,
  medium: 2,
  low: 1,
  info: 0,
};

/** Repairs that are the first step of what the advice beside them says: the text has to be taken out by hand. */
const firstSteps: Record<string, RepairAction['kind'][]> = {
  'aws-key-in-config-map': ['deactivate-access-key'],
  'aws-key-in-pod': ['deactivate-access-key'],
  'aws-key-in-secret': ['deactivate-access-key'],
  // an inactive key is deleted later
  'found-key-active': ['deactivate-access-key'],
};

/** What was there before, and is told only when the greater defect no longer hides it. */
const hiddenBehind: Record<string, string[]> = {
  // lines that let nobody in do so again, and whom they let in is judged
  'aws-auth-ignored': ['cluster-relies-on-aws-auth'],
  'aws-auth-role-path': ['foreign-account-mapped'],
  // of an entry that gives nothing at all its unbound groups are not told one by one
  'access-entry-grants-nothing': ['mapped-group-unbound'],
};

interface Case {
  /** what the case shows, and the repair's title */
  label: string;
  snapshot: ClusterSnapshot;
  settings: CheckSettings;
  finding: Finding;
  repair: Repair;
}

/** Not words alone, and not a statement for a policy that is kept elsewhere. */
const isDone = ({ actions, class: kind }: Repair) =>
  kind !== 'advice' &&
  actions.length > 0 &&
  actions.every(({ kind: action }) => action !== 'add-statement');

const keyOf = ({ checkId, subject }: Finding) => `${checkId} ${subject}`;

/**
 * A case tells only what its check looks at. What the repair speaks of is put around it, as long as the check finds the
 * same and offers the same: else the first thing that other checks say is that a role of the example does not exist.
 */
function completed(
  check: Check,
  { snapshot, settings, finding, repair }: Omit<Case, 'label'>,
): ClusterSnapshot {
  return [
    withPrincipals,
    withAccounts,
    withBindings,
    withAdministrators,
  ].reduce((world, complete) => {
    const larger = complete(world, repair);
    const [{ findings }] = runChecks(larger, [check], settings);
    const same = findings.find(f => keyOf(f) === keyOf(finding));
    return same?.repairs.some(
      ({ actions }) =>
        JSON.stringify(actions) === JSON.stringify(repair.actions),
    )
      ? larger
      : world;
  }, snapshot);
}

/** Every repair that does something, of every finding of every case of a check. */
function repairsOf(check: Check): Case[] {
  return (cases.get(check.id) ?? []).flatMap(({ shows, given, ...c }) => {
    const snapshot = given.build();
    const settings = { ...defaultCheckSettings, now: testNow, ...c.settings };
    const [{ findings }] = runChecks(snapshot, [check], settings);
    return findings
      .filter(({ verdict }) => verdict !== 'unknown')
      .flatMap(finding =>
        finding.repairs.filter(isDone).map(repair => {
          const one = { snapshot, settings, finding, repair };
          return {
            ...one,
            label: `${shows}: ${repair.title}`,
            snapshot: completed(check, one),
          };
        }),
      );
  });
}

const problems = ({ findings }: { findings: Finding[] }) =>
  findings.filter(({ verdict }) => verdict !== 'unknown');

const withRepairs = checks
  .map(check => [check.id, check, repairsOf(check)] as const)
  .filter(([, , repairs]) => repairs.length > 0);

describe('applying a repair to the snapshot', () => {
  it('is tried for many checks', () => {
    expect(withRepairs.length).toBeGreaterThan(40);
  });

  it.each(withRepairs)('%s: the finding is gone', (_, check, repairs) => {
    const left = repairs.flatMap(
      ({ snapshot, settings, finding, repair, label }) => {
        const [outcome] = runChecks(
          applyRepair(snapshot, repair),
          [check],
          settings,
        );
        const isStep = repair.actions.every(({ kind }) =>
          firstSteps[check.id]?.includes(kind),
        );
        if (isStep) return [];
        const same = problems(outcome).find(f => keyOf(f) === keyOf(finding));
        return same ? [`${label}\n  ${same.message}`] : [];
      },
    );
    expect(left.join('\n')).toBe('');
  });

  it.each(withRepairs)(
    '%s: nothing as bad comes in its place',
    (_, __, repairs) => {
      const worse = repairs.flatMap(
        ({ snapshot, settings, finding, repair, label }) => {
          const before = new Set(
            runChecks(snapshot, checks, settings).flatMap(problems).map(keyOf),
          );
          return runChecks(applyRepair(snapshot, repair), checks, settings)
            .flatMap(problems)
            .filter(
              f =>
                !before.has(keyOf(f)) &&
                !hiddenBehind[finding.checkId]?.includes(f.checkId) &&
                rank[f.severity] >= rank[finding.severity],
            )
            .map(f => `${label}\n  ${f.checkId} ${f.subject}: ${f.message}`);
        },
      );
      expect(worse.join('\n')).toBe('');
    },
  );
});
