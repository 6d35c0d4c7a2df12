import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthOptions } from '../config';
import { ClusterStore, QueuedScan, ReportStore, ScanStore } from '../store';
import { retryAt } from './backOff';
import { ClusterLocator } from './ClusterLocator';
import { ScanQueue } from './ScanQueue';
import { ScanSignals } from './ScanSignals';

const DAY = 24 * 3600_000;

/**
 * Keeps the scans going: finds clusters, ends scans whose worker is gone, puts what is due and what waits on the queue,
 * and forgets what is too old. Every duty may run on several replicas at once without harm.
 */
export class ScanCoordinator {
  readonly #locator: ClusterLocator;
  readonly #clusters: ClusterStore;
  readonly #scans: ScanStore;
  readonly #reports: ReportStore;
  readonly #queue: ScanQueue;
  readonly #signals: ScanSignals;
  readonly #options: EksIamHealthOptions;
  readonly #logger: LoggerService;

  constructor(deps: {
    locator: ClusterLocator;
    clusters: ClusterStore;
    scans: ScanStore;
    reports: ReportStore;
    queue: ScanQueue;
    signals: ScanSignals;
    options: EksIamHealthOptions;
    logger: LoggerService;
  }) {
    this.#locator = deps.locator;
    this.#clusters = deps.clusters;
    this.#scans = deps.scans;
    this.#reports = deps.reports;
    this.#queue = deps.queue;
    this.#signals = deps.signals;
    this.#options = deps.options;
    this.#logger = deps.logger;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const initialDelay = { seconds: this.#options.initialDelaySeconds };
    await scheduler.scheduleTask({
      id: 'eks-iam-health-locate',
      frequency: { seconds: 20 },
      timeout: { seconds: this.#options.locateTimeoutSeconds },
      initialDelay,
      fn: () => this.locate(),
    });
    await scheduler.scheduleTask({
      id: 'eks-iam-health-scan',
      // each replica feeds its own workers; the store decides who gets what
      scope: 'local',
      frequency: { seconds: 5 },
      timeout: { minutes: 1 },
      initialDelay,
      fn: () => this.feed(),
    });
    await scheduler.scheduleTask({
      id: 'eks-iam-health-retention',
      frequency: { hours: 6 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 10 },
      fn: () => this.forget(new Date()),
    });
  }

  /** Brings the list of clusters up to date. If the catalog does not answer, what is known stays. */
  async locate(now = new Date()): Promise<void> {
    const located = await this.#locator.locate(
      await this.#clusters.entityRefs(),
    );
    await this.#clusters.sync(located, now);
    await this.feed(now);
  }

  /** Puts everything that is due or waiting before the workers. */
  async feed(now = new Date()): Promise<void> {
    const abandoned = await this.#scans.failAbandoned(now, failures =>
      // the first time at once: most often a process was merely restarted
      failures <= 1
        ? now
        : retryAt(
            now,
            failures - 1,
            this.#options.frequencySeconds,
            Math.random(),
          ),
    );
    for (const scan of abandoned) {
      this.#logger.warn(
        `the scan of ${scan.clusterId} that began at ${scan.startedAt} was abandoned`,
      );
    }
    await this.#scans.openDue(now);
    for (const scan of await this.#scans.queued()) this.#queue.add(scan);
  }

  /** Opens a scan that somebody asked for, or names the one that is open. */
  async checkNow(cluster: { id: string; arn: string }): Promise<ScanView> {
    const scan = await this.#scans.open(cluster.id, 'on-demand', new Date());
    if (scan.state === 'queued') {
      const queued: QueuedScan = {
        scanId: scan.id,
        clusterId: cluster.id,
        arn: cluster.arn,
        trigger: scan.trigger,
      };
      this.#signals.publish(queued, 'queued');
      this.#queue.add(queued);
    }
    return scan;
  }

  async forget(now: Date): Promise<void> {
    const { days } = this.#options.retention;
    const rows = await this.#reports.prune(
      new Date(now.getTime() - days * DAY),
    );
    if (rows > 0) {
      this.#logger.info(`removed ${rows} rows older than ${days} days`);
    }
  }
}
