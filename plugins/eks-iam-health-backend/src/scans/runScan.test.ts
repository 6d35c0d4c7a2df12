import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { arnOf, idOf, snapshotOf } from '../__testUtils__/clusters';
import { FakeSource } from '../__testUtils__/FakeSource';
import { reportOf } from '../__testUtils__/reportOf';
import {
  DatabaseClusterStore,
  DatabaseReportStore,
  DatabaseScanStore,
  migrationsDirectory,
} from '../store';
import { kubernetesSections } from './reachOf';
import { runScan, RunScanDeps } from './runScan';
import { ScanSignals } from './ScanSignals';

const start = Date.parse('2026-11-21T14:00:00.000Z');
const minute = (n: number) => new Date(start + n * 60_000);
const never = new AbortController().signal;

describe('runScan', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function setUp(more: Partial<RunScanDeps> = {}) {
    const db = await databases.init('SQLITE_3');
    await db.migrate.latest({ directory: migrationsDirectory });
    const clusters = new DatabaseClusterStore(db);
    const scans = new DatabaseScanStore(db);
    const reports = new DatabaseReportStore(db);
    const logger = mockServices.logger.mock();
    const source = new FakeSource();
    let now = minute(0);
    const deps: RunScanDeps = {
      source,
      report: snapshot => reportOf(snapshot),
      grants: async () => [],
      clusters,
      scans,
      reports,
      signals: new ScanSignals({ logger }),
      logger,
      owner: 'me',
      leaseSeconds: 30,
      timeoutSeconds: 5,
      frequencySeconds: 900,
      keepReports: 2,
      now: () => now,
      random: () => 0.5,
      ...more,
    };
    await clusters.sync(
      ['a', 'b'].map(name => ({ arn: arnOf(name) })),
      now,
    );
    return {
      deps,
      source,
      clusters,
      scans,
      reports,
      /** scans all that is due at this minute, as this process or another */
      async scanAll(at: number, owner = 'me', stopping = never) {
        now = minute(at);
        await scans.openDue(now);
        for (const scan of await scans.queued()) {
          await runScan({ ...deps, owner }, scan, stopping);
        }
      },
    };
  }
  const good = (at: number, bad = false) =>
    snapshotOf(arnOf('a'), minute(at).toISOString(), s =>
      s.with('namespaces', [
        { name: 'shop', labels: bad ? { bad: 'yes' } : {} },
      ]),
    );

  it('scans a cluster although another one fails', async () => {
    const { source, scanAll, clusters } = await setUp();
    source.set(arnOf('b'), new Error('no credentials for the account'));
    source.set(arnOf('a'), good(0));
    await scanAll(0);
    expect(await clusters.list()).toMatchObject([
      { id: idOf('a'), failures: 0, lastFullReport: { score: 100 } },
      {
        id: idOf('b'),
        failures: 1,
        lastError: {
          kind: 'failed',
          message: 'no credentials for the account',
        },
        dueAt: minute(0.5).toISOString(),
      },
    ]);
    expect((await clusters.get(idOf('a')))?.dueAt).toBe(
      minute(15).toISOString(),
    );
  });

  it('counts findings and marks them mended', async () => {
    const { source, scanAll, scans, reports } = await setUp();
    source.set(arnOf('b'), new Error('not of interest'));
    source.set(arnOf('a'), good(0));
    await scanAll(0);
    source.set(arnOf('a'), good(15, true));
    await scanAll(15);
    expect(await scans.lastFinished(idOf('a'))).toMatchObject({
      newFindings: 1,
      mendedFindings: 0,
    });
    source.set(arnOf('a'), good(31));
    await scanAll(31);
    expect(await scans.lastFinished(idOf('a'))).toMatchObject({
      newFindings: 0,
      mendedFindings: 1,
    });
    const { points, transitions } = await reports.history(idOf('a'));
    expect(points.map(p => p.score)).toEqual([100, 90, 100]);
    expect(transitions.map(t => [t.kind, t.points])).toEqual([
      ['mended', 10],
      ['new', -10],
    ]);
  });

  it('keeps the score of a cluster that is no longer reached', async () => {
    const { source, scanAll, clusters, reports } = await setUp();
    source.set(arnOf('a'), good(0, true));
    await scanAll(0);
    source.set(
      arnOf('a'),
      snapshotOf(arnOf('a'), minute(15).toISOString(), s =>
        kubernetesSections.reduce(
          (b, name) => b.unreadable(name, 'unreachable'),
          s,
        ),
      ),
    );
    await scanAll(15);
    expect(await clusters.get(idOf('a'))).toMatchObject({
      lastError: { kind: 'not-reachable' },
      lastFullReport: { score: 90, at: minute(0).toISOString() },
      lastReport: { full: false },
    });
    expect((await reports.before(idOf('a'))).openFindings).toMatchObject([
      { subject: 'shop', lastSeenAt: minute(0).toISOString() },
    ]);
    expect((await reports.history(idOf('a'))).transitions).toEqual([]);
  });

  it('takes over the scan of a process that was killed', async () => {
    const { source, scanAll, scans, clusters } = await setUp();
    source.set(arnOf('b'), new Error('not of interest'));
    source.set(arnOf('a'), good(0));
    await scans.openDue(minute(0));
    const orphan = (await scans.queued()).find(s => s.clusterId === idOf('a'));
    if (!orphan) throw new Error('nothing is queued');
    await scans.claim(
      orphan,
      { owner: 'killed', until: minute(0.5) },
      minute(0),
    );

    await scanAll(0.25);
    expect(source.asked).not.toContain(arnOf('a'));

    await scans.failAbandoned(minute(1), () => minute(1));
    expect(await scans.get(orphan.scanId)).toMatchObject({ state: 'failed' });
    await scanAll(1, 'other');
    expect(await clusters.get(idOf('a'))).toMatchObject({
      failures: 0,
      lastFullReport: { score: 100 },
    });
  });

  it('stops a scan that takes too long, even if its source does not listen', async () => {
    const { source, scanAll, clusters } = await setUp({ timeoutSeconds: 0.05 });
    source.set(arnOf('a'), () => new Promise(() => {}));
    await scanAll(0);
    expect((await clusters.get(idOf('a')))?.lastError?.message).toMatch(
      /longer than 0.05 seconds/,
    );
  });

  it('puts the scan back when the process is stopping', async () => {
    const { source, scanAll, scans } = await setUp();
    const stopping = new AbortController();
    source.set(arnOf('a'), async () => {
      stopping.abort(new Error('stopping'));
      return new Promise(() => {});
    });
    source.set(arnOf('b'), new Error('not of interest'));
    await scanAll(0, 'me', stopping.signal);
    expect((await scans.queued()).map(s => s.clusterId)).toContain(idOf('a'));
  });

  it('ends when another process has taken the cluster over', async () => {
    const { source, scanAll, scans, reports } = await setUp({
      leaseSeconds: 0.03,
    });
    source.set(arnOf('a'), async ({ signal }) => {
      await scans.failAbandoned(minute(60), () => minute(60));
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    await scanAll(0);
    expect(await scans.lastFinished(idOf('a'))).toMatchObject({
      error: 'the process that scanned stopped before the end',
    });
    expect(await reports.latestReport(idOf('a'))).toBeUndefined();
  });
});
