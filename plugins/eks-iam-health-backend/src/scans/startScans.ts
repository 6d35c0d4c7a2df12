import {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Check,
  checks as builtInChecks,
  effectiveChecks,
  KnownGrant,
  unknownCheckIds,
} from 'backstage-plugin-eks-iam-health-common';
import { SnapshotSource } from 'backstage-plugin-eks-iam-health-node';
import { v4 as uuid } from 'uuid';
import { EksIamHealthOptions } from '../config';
import { ClusterStore, ReportStore, ScanStore } from '../store';
import { ClusterLocator } from './ClusterLocator';
import { effectiveReport } from './effectiveReport';
import { InProcessScanQueue } from './InProcessScanQueue';
import { runScan } from './runScan';
import { ScanCoordinator } from './ScanCoordinator';
import { ScanSignals } from './ScanSignals';

/** A worker that gives no sign of life for this long has lost its cluster. */
const LEASE_SECONDS = 30;

export interface StartScansDeps {
  options: EksIamHealthOptions;
  source: SnapshotSource;
  /** besides the built-in ones */
  addedChecks: readonly Check[];
  clusters: ClusterStore;
  scans: ScanStore;
  reports: ReportStore;
  signals: ScanSignals;
  grants: (clusterArn: string) => Promise<KnownGrant[]>;
  catalog: CatalogService;
  auth: AuthService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}

/** Puts the scans together and on the schedule; they stop with the backend. */
export async function startScans(
  deps: StartScansDeps,
): Promise<ScanCoordinator> {
  const { options, clusters, scans, reports, signals, logger } = deps;
  const known = [...builtInChecks, ...deps.addedChecks];
  for (const id of unknownCheckIds(known, options.checks)) {
    logger.warn(`the configuration names a check that does not exist: ${id}`);
  }
  const checks = effectiveChecks(known, options.checks);

  const owner = uuid();
  const queue = new InProcessScanQueue({
    concurrency: options.scan.concurrency,
    logger,
  });
  queue.start((scan, stopping) =>
    runScan(
      {
        source: deps.source,
        report: snapshot =>
          effectiveReport(snapshot, checks, {
            ...options.checks.parameters,
            now: new Date().toISOString(),
          }),
        grants: deps.grants,
        clusters,
        scans,
        reports,
        signals,
        logger,
        owner,
        leaseSeconds: LEASE_SECONDS,
        timeoutSeconds: options.scan.timeoutSeconds,
        frequencySeconds: options.frequencySeconds,
        keepReports: options.retention.reports,
        now: () => new Date(),
        random: Math.random,
      },
      scan,
      stopping,
    ),
  );
  deps.lifecycle.addShutdownHook(() => queue.stop());

  const coordinator = new ScanCoordinator({
    locator: new ClusterLocator({
      catalog: deps.catalog,
      auth: deps.auth,
      logger,
      options,
    }),
    clusters,
    scans,
    reports,
    queue,
    signals,
    options,
    logger,
  });
  await coordinator.schedule(deps.scheduler);
  return coordinator;
}
