import {
  ClusterHistory,
  ClusterSnapshot,
  HealthReport,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { ReportLine } from './ClusterStore';
import { compress, decompress } from './compressed';
import { pruneHistory } from './operations/pruneHistory';
import { saveScanOutcome } from './operations/saveScanOutcome';
import {
  KnownBefore,
  ReportStore,
  ScanOutcome,
  StoredFinding,
} from './ReportStore';
import {
  ClusterRow,
  FindingRow,
  ReportRow,
  SnapshotRow,
  TransitionRow,
} from './tables';
import { reportLineColumns, toReportLine } from './toStoredCluster';
import { toStoredFinding, toTransition } from './toStoredFinding';

/** How much of the past one answer holds. */
const HISTORY_LIMIT = 500;

export class DatabaseReportStore implements ReportStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async before(clusterId: string): Promise<KnownBefore> {
    const cluster = await this.#cluster(clusterId);
    const open = await this.#db<FindingRow>('findings')
      .where({ cluster_id: clusterId })
      .whereNull('mended_at')
      .select();
    return {
      openFindings: open.map(toStoredFinding),
      last: await this.#report(cluster?.last_report_id),
      lastFull: await this.#report(cluster?.last_full_report_id),
    };
  }

  async save(outcome: ScanOutcome): Promise<boolean> {
    const report = await compress(outcome.report);
    const snapshot = await compress(outcome.snapshot);
    return this.#db.transaction(tx =>
      saveScanOutcome(tx, outcome, { report, snapshot }),
    );
  }

  async latestReport(clusterId: string): Promise<HealthReport | undefined> {
    return this.#report((await this.#cluster(clusterId))?.last_report_id);
  }

  async latestSnapshot(
    clusterId: string,
  ): Promise<ClusterSnapshot | undefined> {
    const row = await this.#db<SnapshotRow>('snapshots')
      .where({ cluster_id: clusterId })
      .first();
    return row && decompress<ClusterSnapshot>(row.snapshot);
  }

  async findings(clusterId: string): Promise<StoredFinding[]> {
    const last = await this.#db<ReportRow>('reports')
      .where({ cluster_id: clusterId })
      .max<{ at: string | null }>('at as at')
      .first();
    const rows = await this.#db<FindingRow>('findings')
      .where({ cluster_id: clusterId })
      .where(query =>
        query.whereNull('mended_at').orWhere('mended_at', '>=', last?.at ?? ''),
      )
      .select();
    return rows.map(toStoredFinding);
  }

  async reportBefore(
    clusterId: string,
    at: string,
  ): Promise<ReportLine | undefined> {
    const row = await this.#db<ReportRow>('reports')
      .where({ cluster_id: clusterId })
      .where('at', '<', at)
      .orderBy('at', 'desc')
      .first(...reportLineColumns);
    return row && toReportLine(row);
  }

  async transitionsOf(scanId: string): Promise<Transition[]> {
    const rows = await this.#db<TransitionRow>('transitions')
      .where({ scan_id: scanId })
      .orderBy('id')
      .select();
    return rows.map(toTransition);
  }

  async history(clusterId: string): Promise<ClusterHistory> {
    const reports = await this.#db<ReportRow>('reports')
      .where({ cluster_id: clusterId })
      .orderBy('at', 'desc')
      .limit(HISTORY_LIMIT)
      .select(...reportLineColumns);
    const transitions = await this.#db<TransitionRow>('transitions')
      .where({ cluster_id: clusterId })
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(HISTORY_LIMIT)
      .select();
    return {
      points: reports.reverse().map(row => {
        const { at, full, score, coverage, counts } = toReportLine(row);
        return full
          ? { at, score, coverage, counts }
          : { at, score: null, coverage: null };
      }),
      transitions: transitions.map(toTransition),
    };
  }

  async prune(olderThan: Date): Promise<number> {
    return this.#db.transaction(tx => pruneHistory(tx, olderThan));
  }

  async #cluster(clusterId: string): Promise<ClusterRow | undefined> {
    return this.#db<ClusterRow>('clusters').where({ id: clusterId }).first();
  }

  async #report(
    scanId: string | null | undefined,
  ): Promise<HealthReport | undefined> {
    if (!scanId) return undefined;
    const row = await this.#db<ReportRow>('reports')
      .where({ scan_id: scanId })
      .first('report');
    return row?.report ? decompress<HealthReport>(row.report) : undefined;
  }
}
