import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import {
  HealthReport,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';
import { arnOf, idOf, snapshotOf } from '../__testUtils__/clusters';
import { reportOf } from '../__testUtils__/reportOf';
import {
  DatabaseClusterStore,
  DatabaseReportStore,
  DatabaseScanStore,
  FindingChanges,
  migrationsDirectory,
  QueuedScan,
  ScanOutcome,
  StoredFinding,
} from './index';

const start = Date.parse('2026-11-21T14:00:00.000Z');
const minute = (n: number) => new Date(start + n * 60_000);
const noChanges: FindingChanges = {
  findings: [],
  forgotten: [],
  transitions: [],
  newFindings: 0,
  mendedFindings: 0,
};

describe('stores', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_16'],
  });

  async function setUp(id: TestDatabaseId, names: string[] = ['a']) {
    const db = await databases.init(id);
    await db.migrate.latest({ directory: migrationsDirectory });
    const clusters = new DatabaseClusterStore(db);
    const scans = new DatabaseScanStore(db);
    const reports = new DatabaseReportStore(db);
    await clusters.sync(
      names.map(name => ({
        arn: arnOf(name),
        entityRef: `resource:default/${name}`,
      })),
      minute(0),
    );
    const claimed = async (owner: string, at: number) => {
      const [scan] = await scans.queued();
      const lease = { owner, until: minute(at + 1) };
      expect(await scans.claim(scan, lease, minute(at))).toBe(true);
      return scan;
    };
    return { db, clusters, scans, reports, claimed };
  }

  const reportAt = (at: Date): HealthReport =>
    reportOf(
      snapshotOf(arnOf('a'), at.toISOString(), b =>
        b.with('namespaces', [{ name: 'shop', labels: { bad: 'yes' } }]),
      ),
    );

  const outcome = (
    scan: QueuedScan,
    owner: string,
    at: Date,
    more: Partial<ScanOutcome> = {},
  ): ScanOutcome => ({
    scan,
    owner,
    finishedAt: at,
    snapshot: snapshotOf(scan.arn, at.toISOString()),
    report: reportAt(at),
    reach: { full: true },
    changes: noChanges,
    dueAt: new Date(at.getTime() + 900_000),
    keepReports: 1,
    ...more,
  });

  describe.each(databases.eachSupportedId())('%p', id => {
    it('keeps a lost cluster aside and takes it back with its history', async () => {
      const { clusters } = await setUp(id, ['a', 'b']);
      await clusters.sync([{ arn: arnOf('a') }], minute(1));
      expect((await clusters.list()).map(c => c.id)).toEqual([idOf('a')]);
      expect((await clusters.get(idOf('a')))?.entityRef).toBeUndefined();

      await clusters.sync(
        [{ arn: arnOf('a') }, { arn: arnOf('b'), ownerRef: 'group:default/x' }],
        minute(2),
      );
      expect(await clusters.get(idOf('b'))).toMatchObject({
        ownerRef: 'group:default/x',
        dueAt: minute(2).toISOString(),
      });
    });

    it('opens one scan per due cluster, whoever asks', async () => {
      const { scans } = await setUp(id, ['a', 'b']);
      const first = await scans.open(idOf('a'), 'on-demand', minute(0));
      const again = await scans.open(idOf('a'), 'on-demand', minute(1));
      expect(again.id).toBe(first.id);
      await Promise.all([scans.openDue(minute(1)), scans.openDue(minute(1))]);
      expect((await scans.queued()).map(q => [q.clusterId, q.trigger])).toEqual(
        [
          [idOf('a'), 'on-demand'],
          [idOf('b'), 'schedule'],
        ],
      );
      expect(await scans.lastOnDemandAt(idOf('a'))).toBe(
        minute(0).toISOString(),
      );
      expect(await scans.lastOnDemandAt(idOf('b'))).toBeUndefined();
    });

    it('lets somebody ask for what merely was due', async () => {
      const { scans } = await setUp(id, ['a', 'b']);
      await scans.openDue(minute(0));
      const asked = await scans.open(idOf('b'), 'on-demand', minute(1));
      expect(asked.trigger).toBe('on-demand');
      expect((await scans.queued()).map(q => q.clusterId)).toEqual([
        idOf('b'),
        idOf('a'),
      ]);
      expect(await scans.lastOnDemandAt(idOf('b'))).toBe(
        minute(1).toISOString(),
      );
    });

    it('lets one of two workers have a scan', async () => {
      const { scans } = await setUp(id);
      await scans.openDue(minute(0));
      const [scan] = await scans.queued();
      const claims = await Promise.all(
        ['one', 'two'].map(owner =>
          scans.claim(scan, { owner, until: minute(1) }, minute(0)),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await scans.queued()).toEqual([]);
    });

    it('hands over what a dead worker held, and lets it write nothing afterwards', async () => {
      const { scans, reports, clusters, claimed } = await setUp(id);
      await scans.openDue(minute(0));
      const dead = await claimed('dead', 0);
      expect(await scans.failAbandoned(minute(0.5), () => minute(0))).toEqual(
        [],
      );
      const ended = await scans.failAbandoned(minute(2), () => minute(2));
      expect(ended).toMatchObject([{ id: dead.scanId, state: 'failed' }]);
      expect(await clusters.get(idOf('a'))).toMatchObject({ failures: 1 });
      expect((await clusters.get(idOf('a')))?.lastError).toBeUndefined();

      await scans.openDue(minute(2));
      const next = await claimed('alive', 2);
      expect(next.scanId).not.toBe(dead.scanId);
      expect(
        await scans.renew(idOf('a'), { owner: 'dead', until: minute(9) }),
      ).toBe(false);
      expect(await reports.save(outcome(dead, 'dead', minute(2)))).toBe(false);
      expect(await reports.latestReport(idOf('a'))).toBeUndefined();
      expect(await reports.save(outcome(next, 'alive', minute(3)))).toBe(true);
      expect((await clusters.get(idOf('a')))?.failures).toBe(0);
    });

    it('keeps the lease of a worker that gives signs of life', async () => {
      const { scans, claimed } = await setUp(id);
      await scans.openDue(minute(0));
      await claimed('one', 0);
      expect(
        await scans.renew(idOf('a'), { owner: 'one', until: minute(5) }),
      ).toBe(true);
      expect(await scans.failAbandoned(minute(2), () => minute(2))).toEqual([]);
    });

    it('puts back what a stopping worker held', async () => {
      const { scans, claimed } = await setUp(id);
      await scans.openDue(minute(0));
      const scan = await claimed('one', 0);
      await scans.giveBack(scan, 'one');
      expect(await scans.get(scan.scanId)).toMatchObject({ state: 'queued' });
      expect((await claimed('two', 0)).scanId).toBe(scan.scanId);
    });

    it('keeps the last report when a scan fails', async () => {
      const { scans, reports, clusters, claimed } = await setUp(id);
      await scans.openDue(minute(0));
      const first = await claimed('one', 0);
      await reports.save(outcome(first, 'one', minute(1)));
      await scans.open(idOf('a'), 'on-demand', minute(2));
      const second = await claimed('one', 2);
      await scans.progress(second.scanId, {
        step: 'reading',
        done: 1,
        total: 9,
      });
      expect((await clusters.get(idOf('a')))?.openScan).toMatchObject({
        state: 'running',
        step: 'reading',
        stepsDone: 1,
        stepsTotal: 9,
      });
      const failure = { message: 'no answer', dueAt: minute(3) };
      expect(await scans.fail(second, 'one', failure, minute(2))).toBe(true);

      expect(await clusters.get(idOf('a'))).toMatchObject({
        failures: 1,
        lastError: { kind: 'failed', message: 'no answer' },
        lastFullReport: { scanId: first.scanId, score: 90 },
        dueAt: minute(3).toISOString(),
      });
      expect(await scans.lastFinished(idOf('a'))).toMatchObject({
        id: second.scanId,
        state: 'failed',
        error: 'no answer',
      });
      expect((await reports.latestReport(idOf('a')))?.score).toBe(90);
    });

    it('stores a report whole: line, details, snapshot, findings, transitions', async () => {
      const { db, scans, reports, clusters, claimed } = await setUp(id);
      const finding: StoredFinding = {
        checkId: 'bad-namespace',
        subject: 's'.repeat(5000),
        firstSeenAt: minute(1).toISOString(),
        lastSeenAt: minute(1).toISOString(),
        verdict: 'fail',
        severity: 'high',
        title: 'Namespace is bad',
        message: 'namespace `shop` is bad',
      };
      const transition: Transition = {
        at: minute(5).toISOString(),
        kind: 'mended',
        checkId: finding.checkId,
        subject: finding.subject,
        title: finding.title,
        message: finding.message,
        verdictBefore: 'fail',
        severity: 'high',
        points: 10,
      };
      await scans.openDue(minute(0));
      await reports.save(
        outcome(await claimed('one', 0), 'one', minute(1), {
          changes: { ...noChanges, findings: [finding], newFindings: 1 },
        }),
      );
      expect((await reports.before(idOf('a'))).openFindings).toEqual([finding]);

      await scans.open(idOf('a'), 'on-demand', minute(4));
      const second = await claimed('one', 4);
      const mended = { ...finding, mendedAt: minute(5).toISOString() };
      await reports.save(
        outcome(second, 'one', minute(5), {
          reach: { full: false, kind: 'not-reachable', message: 'no answer' },
          changes: {
            ...noChanges,
            findings: [mended],
            transitions: [transition],
            mendedFindings: 1,
          },
        }),
      );

      expect(await clusters.get(idOf('a'))).toMatchObject({
        lastError: { kind: 'not-reachable' },
        lastReport: { at: minute(5).toISOString(), full: false },
        lastFullReport: {
          at: minute(1).toISOString(),
          score: 90,
          coverage: 1,
          health: 'needs-attention',
          counts: { fail: 1, pass: 0 },
          worst: { subject: 'shop', severity: 'high' },
        },
        trend: [
          { at: minute(1).toISOString(), score: 90 },
          { at: minute(5).toISOString(), score: null },
        ],
      });
      expect((await reports.before(idOf('a'))).openFindings).toEqual([]);
      expect(await reports.findings(idOf('a'))).toEqual([mended]);
      expect(await reports.transitionsOf(second.scanId)).toEqual([transition]);
      expect((await reports.latestSnapshot(idOf('a')))?.collectedAt).toBe(
        minute(5).toISOString(),
      );
      const history = await reports.history(idOf('a'));
      expect(history.points.map(p => [p.at, p.score, p.coverage])).toEqual([
        [minute(1).toISOString(), 90, 1],
        [minute(5).toISOString(), null, null],
      ]);
      expect(history.transitions).toEqual([transition]);
      // the details of the report whose score counts stay, although only one is kept
      expect((await reports.before(idOf('a'))).lastFull?.score).toBe(90);
      expect(await db('findings').count({ n: '*' }).first()).toMatchObject({
        n: expect.anything(),
      });
    });

    it('keeps as many reports in full as asked for', async () => {
      const { db, scans, reports, claimed } = await setUp(id);
      for (const n of [0, 10, 20, 30]) {
        await scans.open(idOf('a'), 'schedule', minute(n));
        await reports.save(
          outcome(await claimed('one', n), 'one', minute(n), {
            keepReports: 2,
          }),
        );
      }
      const rows = await db('reports').orderBy('at').select('at', 'report');
      expect(rows.map(row => row.report !== null)).toEqual([
        false,
        false,
        true,
        true,
      ]);
    });

    it('forgets what is too old, but no cluster that is there', async () => {
      const { db, scans, reports, clusters, claimed } = await setUp(id, ['a']);
      for (const n of [0, 10, 20]) {
        await scans.open(idOf('a'), 'schedule', minute(n));
        await reports.save(outcome(await claimed('one', n), 'one', minute(n)));
      }
      expect(await reports.prune(minute(1000))).toBeGreaterThan(0);
      expect(await clusters.get(idOf('a'))).toMatchObject({
        lastReport: { at: minute(20).toISOString() },
      });
      expect((await reports.history(idOf('a'))).points).toHaveLength(1);
      expect(await reports.latestSnapshot(idOf('a'))).toBeDefined();

      await clusters.sync([], minute(1001));
      await reports.prune(minute(2000));
      for (const table of ['clusters', 'reports', 'snapshots', 'scans']) {
        expect(await db(table).select()).toEqual([]);
      }
    });
  });
});
