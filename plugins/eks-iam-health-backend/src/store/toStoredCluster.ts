import { ReportLine, StoredCluster } from './ClusterStore';
import { ClusterRow, ReportRow, ScanRow } from './tables';
import { toScanView } from './toScanView';

/** The columns of a report without its details. */
export const reportLineColumns = [
  'scan_id',
  'cluster_id',
  'at',
  'full',
  'score',
  'coverage',
  'health',
  'counts',
  'worst',
] as const satisfies ReadonlyArray<keyof ReportRow>;

export type ReportLineRow = Pick<ReportRow, (typeof reportLineColumns)[number]>;

export function toReportLine(row: ReportLineRow): ReportLine {
  return {
    scanId: row.scan_id,
    at: row.at,
    full: Boolean(row.full),
    score: row.score,
    coverage: row.coverage,
    health: row.health,
    counts: JSON.parse(row.counts),
    worst: row.worst ? JSON.parse(row.worst) : undefined,
  };
}

export function toStoredCluster(
  row: ClusterRow,
  reports: Map<string, ReportLine>,
  openScan: ScanRow | undefined,
): StoredCluster {
  const report = (id: string | null) => (id ? reports.get(id) : undefined);
  return {
    id: row.id,
    arn: row.arn,
    entityRef: row.entity_ref ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
    environment: row.environment ?? undefined,
    dueAt: row.due_at,
    failures: row.failures,
    lastError: row.last_error_kind
      ? { kind: row.last_error_kind, message: row.last_error ?? '' }
      : undefined,
    lastReport: report(row.last_report_id),
    lastFullReport: report(row.last_full_report_id),
    trend: JSON.parse(row.trend),
    openScan: openScan && toScanView(openScan),
  };
}
