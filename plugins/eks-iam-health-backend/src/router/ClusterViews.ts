import {
  ClusterDetail,
  ClusterSummary,
  FindingRecord,
} from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthOptions } from '../config';
import { ReportStore, ScanStore, StoredCluster } from '../store';
import { toClusterSummary } from './toClusterSummary';

/** Puts together what the API says about clusters. */
export class ClusterViews {
  readonly #scans: ScanStore;
  readonly #reports: ReportStore;
  readonly #options: EksIamHealthOptions;

  constructor(deps: {
    scans: ScanStore;
    reports: ReportStore;
    options: EksIamHealthOptions;
  }) {
    this.#scans = deps.scans;
    this.#reports = deps.reports;
    this.#options = deps.options;
  }

  summary(cluster: StoredCluster, now = new Date()): ClusterSummary {
    const { frequencySeconds, staleAfterIntervals } = this.#options;
    return toClusterSummary(
      cluster,
      frequencySeconds * staleAfterIntervals,
      now,
    );
  }

  async detail(
    cluster: StoredCluster,
    may: ClusterDetail['may'],
  ): Promise<ClusterDetail> {
    const [report, findings, lastScan, checkAgainInSeconds, changes] =
      await Promise.all([
        this.#reports.latestReport(cluster.id),
        this.#reports.findings(cluster.id),
        this.#scans.lastFinished(cluster.id),
        this.checkAgainInSeconds(cluster.id),
        this.#changes(cluster),
      ]);
    const records = findings.map(
      ({ checkId, subject, firstSeenAt, lastSeenAt, mendedAt }) =>
        [
          `${checkId}~${subject}`,
          { checkId, subject, firstSeenAt, lastSeenAt, mendedAt },
        ] satisfies [string, FindingRecord],
    );
    return {
      summary: this.summary(cluster),
      report,
      findingRecords: Object.fromEntries(records),
      changes,
      runningScan: cluster.openScan,
      lastScan,
      checkAgainInSeconds,
      may,
    };
  }

  /** Whole seconds until people may ask for a scan again; 0: now. */
  async checkAgainInSeconds(
    clusterId: string,
    now = new Date(),
  ): Promise<number> {
    const last = await this.#scans.lastOnDemandAt(clusterId);
    if (!last) return 0;
    const passed = (now.getTime() - Date.parse(last)) / 1000;
    const wait = this.#options.scan.minSecondsBetweenOnDemand - passed;
    return Math.max(0, Math.ceil(wait));
  }

  async #changes(cluster: StoredCluster): Promise<ClusterDetail['changes']> {
    const { lastReport } = cluster;
    if (!lastReport) return { transitions: [] };
    const [transitions, before] = await Promise.all([
      this.#reports.transitionsOf(lastReport.scanId),
      this.#reports.reportBefore(cluster.id, lastReport.at),
    ]);
    return {
      since: before?.at,
      scoreBefore: before?.full ? before.score : undefined,
      coverageBefore: before?.full ? before.coverage : undefined,
      transitions,
    };
  }
}
