import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterSnapshot,
  HealthReport,
  KnownGrant,
  read,
} from 'backstage-plugin-eks-iam-health-common';
import { ClusterStore, QueuedScan, ReportStore, ScanStore } from '../store';
import { nextDueAt, retryAt } from './backOff';
import { diffReports } from './diffReports';
import { holdLease } from './holdLease';
import { reachOf } from './reachOf';
import { ScanSignals } from './ScanSignals';
import { SnapshotSource } from 'backstage-plugin-eks-iam-health-node';

export interface RunScanDeps {
  source: SnapshotSource;
  report: (snapshot: ClusterSnapshot) => HealthReport;
  /** what the request flow recorded for a cluster */
  grants: (clusterArn: string) => Promise<KnownGrant[]>;
  clusters: ClusterStore;
  scans: ScanStore;
  reports: ReportStore;
  signals: ScanSignals;
  logger: LoggerService;
  /** this process, for leases */
  owner: string;
  leaseSeconds: number;
  timeoutSeconds: number;
  frequencySeconds: number;
  keepReports: number;
  now: () => Date;
  random: () => number;
}

/**
 * One scan from start to stored report: take the cluster, collect, run the checks, compare with what was known, store
 * it all at once. Whatever goes wrong is that cluster's failure alone and is written down.
 */
export async function runScan(
  deps: RunScanDeps,
  scan: QueuedScan,
  stopping: AbortSignal,
): Promise<void> {
  const { scans, signals, owner, logger } = deps;
  const until = () => new Date(deps.now().getTime() + deps.leaseSeconds * 1000);
  if (!(await scans.claim(scan, { owner, until: until() }, deps.now()))) return;
  signals.publish(scan, 'running');

  const lease = holdLease({
    everySeconds: deps.leaseSeconds / 3,
    renew: () => scans.renew(scan.clusterId, { owner, until: until() }),
    logger,
  });
  const timeLimit = AbortSignal.timeout(deps.timeoutSeconds * 1000);
  const signal = AbortSignal.any([stopping, timeLimit, lease.lost]);
  try {
    const kept = await scanOnce(deps, scan, signal);
    signals.publish(scan, kept ? 'ended' : 'lost');
  } catch (error) {
    if (stopping.aborted) {
      await scans.giveBack(scan, owner);
      signals.publish(scan, 'queued');
    } else {
      const message = timeLimit.aborted
        ? `the scan took longer than ${deps.timeoutSeconds} seconds and was stopped`
        : messageOf(error);
      logger.warn(`scan of ${scan.arn} failed: ${message}`);
      await fail(deps, scan, message);
      signals.publish(scan, 'ended');
    }
  } finally {
    lease.release();
  }
}

async function scanOnce(
  deps: RunScanDeps,
  scan: QueuedScan,
  signal: AbortSignal,
): Promise<boolean> {
  const snapshot = await withGrants(deps, await collect(deps, scan, signal));
  const report = deps.report(snapshot);
  const reach = reachOf(snapshot);
  const before = await deps.reports.before(scan.clusterId);
  const cluster = await deps.clusters.get(scan.clusterId);
  signal.throwIfAborted();

  const now = deps.now();
  const { frequencySeconds } = deps;
  const saved = await deps.reports.save({
    scan,
    owner: deps.owner,
    finishedAt: now,
    snapshot,
    report,
    reach,
    changes: diffReports(before, report, reach.full),
    dueAt: reach.full
      ? nextDueAt(now, frequencySeconds, deps.random())
      : retryAt(
          now,
          (cluster?.failures ?? 0) + 1,
          frequencySeconds,
          deps.random(),
        ),
    keepReports: deps.keepReports,
  });
  if (!saved) {
    deps.logger.warn(
      `scan of ${scan.arn} came too late: another process has taken the cluster over`,
    );
  }
  return saved;
}

/** The source knows AWS and Kubernetes; what was granted by request is known here alone. */
async function withGrants(
  { grants, now }: RunScanDeps,
  snapshot: ClusterSnapshot,
): Promise<ClusterSnapshot> {
  const known = await grants(snapshot.arn);
  return {
    ...snapshot,
    sections: {
      ...snapshot.sections,
      grants: read(known, now().toISOString()),
    },
  };
}

/** A source that does not heed its signal does not hold the worker. */
async function collect(
  deps: RunScanDeps,
  scan: QueuedScan,
  signal: AbortSignal,
): Promise<ClusterSnapshot> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  signal.throwIfAborted();
  return Promise.race([
    deps.source.collect(scan.arn, {
      signal,
      fresh: scan.trigger === 'on-demand',
      onStep: progress => {
        // for people only: a step that could not be written is no reason to fail
        deps.scans.progress(scan.scanId, progress).catch(() => {});
      },
    }),
    aborted,
  ]);
}

async function fail(deps: RunScanDeps, scan: QueuedScan, message: string) {
  const cluster = await deps.clusters.get(scan.clusterId);
  const now = deps.now();
  const dueAt = retryAt(
    now,
    (cluster?.failures ?? 0) + 1,
    deps.frequencySeconds,
    deps.random(),
  );
  await deps.scans.fail(scan, deps.owner, { message, dueAt }, now);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
