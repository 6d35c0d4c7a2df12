import {
  Check,
  checks,
  ClusterSnapshot,
  defaultCheckSettings,
  runChecks,
  SectionName,
  sectionNames,
  unreadable,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import {
  demoEstate,
  SimulatedAccount,
} from '../scenarios/__testUtils__/simulatedAccount';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

jest.setTimeout(180_000);

/** `payments-prod`, `legacy-batch`, ...: one file each. */
const clusterNames = readdirSync(join(demoEstate, 'clusters')).map(file =>
  file.replace(/\.yaml$/, ''),
);

/** Says of itself what was not read: to it, and to it alone, that is the defect. */
const others = checks.filter(({ id }) => id !== 'checker-sees-too-little');

const now = '2026-11-21T14:14:00Z';
const verdictsOf = (
  snapshot: ClusterSnapshot,
  only: readonly Check[],
): Map<string, Verdict> =>
  new Map(
    runChecks(snapshot, only, { ...defaultCheckSettings, now }).map(
      ({ checkId, verdict }) => [checkId, verdict],
    ),
  );

function without(
  snapshot: ClusterSnapshot,
  names: readonly SectionName[],
): ClusterSnapshot {
  const closed = names.map(name => [
    name,
    unreadable('denied', 'not to be read in this test', snapshot.collectedAt),
  ]);
  return {
    ...snapshot,
    sections: { ...snapshot.sections, ...Object.fromEntries(closed) },
  };
}

describe('what was not read', () => {
  let estate: SimulatedAccount;
  const snapshots = new Map<string, ClusterSnapshot>();

  beforeAll(async () => {
    estate = await SimulatedAccount.start();
    for (const name of clusterNames) {
      snapshots.set(name, await estate.collect(name));
    }
  });
  afterAll(() => estate.stop());

  const snapshotOf = (name: string) => snapshots.get(name) as ClusterSnapshot;

  /** What a check needs of this cluster; what it is spared, as aws-auth in mode `API`, may be missing. */
  const neededBy = (check: Check, snapshot: ClusterSnapshot) =>
    check.needs.filter(name => !check.doesNotNeed(snapshot).includes(name));

  it('is tried on eight clusters', () => expect(clusterNames).toHaveLength(8));

  it.each(clusterNames)('never gives a pass, on %s', name => {
    const snapshot = snapshotOf(name);
    const passed = checks.flatMap(check =>
      neededBy(check, snapshot).flatMap(section => {
        const verdict = verdictsOf(without(snapshot, [section]), [check]).get(
          check.id,
        );
        return verdict === 'pass' ? [`${check.id} without ${section}`] : [];
      }),
    );
    expect(passed).toEqual([]);
  });

  it('keeps checks of lines from passing where mapRoles does not parse', () => {
    const verdicts = verdictsOf(snapshotOf('legacy-batch'), checks);
    const lineChecks = [
      'aws-auth-role-path',
      'aws-auth-wrong-partition',
      'aws-auth-stray-characters',
      'aws-auth-duplicate',
      'aws-auth-wrong-type',
      'aws-auth-ignored',
      'aws-auth-user-path',
      'mapped-principal-missing',
      'node-mapping-wrong-shape',
    ];
    expect(lineChecks.filter(id => verdicts.get(id) !== 'unknown')).toEqual([]);
    // What mapUsers and mapAccounts prove stands all the same.
    expect(verdicts.get('aws-auth-unmatchable-arn')).toBe('warn');
    expect(verdicts.get('map-accounts-in-use')).toBe('warn');
  });

  it.each(clusterNames)('never heals what was found, on %s', name => {
    const snapshot = snapshotOf(name);
    const before = verdictsOf(snapshot, checks);
    const healed = sectionNames.flatMap(section => {
      const after = verdictsOf(without(snapshot, [section]), checks);
      return checks.flatMap(({ id }) => {
        const was = before.get(id) as Verdict;
        const is = after.get(id) as Verdict;
        const isBad = was === 'fail' || was === 'warn';
        return (isBad && ['pass', 'not-applicable'].includes(is)) ||
          (was === 'unknown' && is === 'pass')
          ? [`${id} without ${section}: ${was} became ${is}`]
          : [];
      });
    });
    expect(healed).toEqual([]);
  });

  it.each(clusterNames)('never makes a defect of itself, on %s', name => {
    const snapshot = snapshotOf(name);
    const before = verdictsOf(snapshot, others);
    const invented = sectionNames.flatMap(section => {
      const after = verdictsOf(without(snapshot, [section]), others);
      return others.flatMap(({ id }) =>
        after.get(id) === 'fail' &&
        ['pass', 'not-applicable'].includes(before.get(id) as Verdict)
          ? [`${id} without ${section}`]
          : [],
      );
    });
    expect(invented).toEqual([]);
  });

  it.each(clusterNames)(
    'leaves nothing known when all is shut, on %s',
    name => {
      const verdicts = verdictsOf(
        without(snapshotOf(name), sectionNames),
        others,
      );
      expect(new Set(verdicts.values())).toEqual(new Set(['unknown']));
    },
  );
});
