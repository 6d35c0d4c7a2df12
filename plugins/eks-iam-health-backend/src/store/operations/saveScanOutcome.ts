import { Knex } from 'knex';
import { findingKey } from '../findingKey';
import { ScanOutcome } from '../ReportStore';
import {
  ClusterRow,
  FindingRow,
  ReportRow,
  SnapshotRow,
  TransitionRow,
  TrendPoint,
} from '../tables';
import { toFindingRow, toTransitionRow } from '../toStoredFinding';
import { worstOf } from '../worstOf';
import { endScan } from './endScan';

const TREND_POINTS = 30;
/** Rows per statement: SQLite counts the values of a statement, at most 32,766 and in old builds 999. */
const BATCH = 80;

/** See `ReportStore.save`. */
export async function saveScanOutcome(
  tx: Knex.Transaction,
  outcome: ScanOutcome,
  bytes: { report: Buffer; snapshot: Buffer },
): Promise<boolean> {
  const { scan, owner, report, reach, changes } = outcome;
  const at = new Date(report.collectedAt).toISOString();
  const finishedAt = outcome.finishedAt.toISOString();
  const cluster = await tx<ClusterRow>('clusters')
    .where({ id: scan.clusterId })
    .first();
  if (!cluster) return false;

  const ended = await endScan(tx, scan, owner, {
    scan: {
      state: reach.full ? 'succeeded' : 'failed',
      finished_at: finishedAt,
      error: reach.full ? null : reach.message,
      new_findings: changes.newFindings,
      mended_findings: changes.mendedFindings,
    },
    cluster: {
      failures: reach.full ? 0 : cluster.failures + 1,
      last_error: reach.full ? null : reach.message,
      last_error_kind: reach.full ? null : reach.kind,
      due_at: outcome.dueAt.toISOString(),
      last_report_id: scan.scanId,
      ...(reach.full ? { last_full_report_id: scan.scanId } : {}),
      trend: JSON.stringify(
        [
          ...(JSON.parse(cluster.trend) as TrendPoint[]),
          { at, score: reach.full ? report.score : null },
        ].slice(-TREND_POINTS),
      ),
    },
  });
  if (!ended) return false;

  const worst = worstOf(report);
  await tx<ReportRow>('reports').insert({
    scan_id: scan.scanId,
    cluster_id: scan.clusterId,
    at,
    full: reach.full,
    score: report.score,
    coverage: report.coverage,
    health: report.state,
    counts: JSON.stringify(report.counts),
    worst: worst ? JSON.stringify(worst) : null,
    report: bytes.report,
  });
  await tx<SnapshotRow>('snapshots')
    .insert({ cluster_id: scan.clusterId, at, snapshot: bytes.snapshot })
    .onConflict('cluster_id')
    .merge();

  const findings = changes.findings.map(f => toFindingRow(scan.clusterId, f));
  for (const rows of batches(findings)) {
    await tx<FindingRow>('findings').insert(rows).onConflict('key').merge();
  }
  for (const gone of batches(changes.forgotten)) {
    await tx<FindingRow>('findings')
      .whereIn(
        'key',
        gone.map(f => findingKey(scan.clusterId, f)),
      )
      .delete();
  }
  const transitions = changes.transitions.map(t =>
    toTransitionRow(scan.clusterId, scan.scanId, t),
  );
  for (const rows of batches(transitions)) {
    await tx<TransitionRow>('transitions').insert(rows);
  }
  await forgetOldDetails(tx, outcome);
  return true;
}

/** Older reports keep their line; the one whose score counts keeps its details however old it is. */
async function forgetOldDetails(
  tx: Knex.Transaction,
  { scan, keepReports }: ScanOutcome,
): Promise<void> {
  const newest = await tx<ReportRow>('reports')
    .where({ cluster_id: scan.clusterId })
    .orderBy('at', 'desc')
    .limit(keepReports)
    .select('scan_id');
  const cluster = await tx<ClusterRow>('clusters')
    .where({ id: scan.clusterId })
    .first('last_full_report_id');
  await tx<ReportRow>('reports')
    .where({ cluster_id: scan.clusterId })
    .whereNotNull('report')
    .whereNotIn(
      'scan_id',
      [
        scan.scanId,
        cluster?.last_full_report_id,
        ...newest.map(row => row.scan_id),
      ].filter((id): id is string => Boolean(id)),
    )
    .update({ report: null });
}

function batches<T>(items: readonly T[]): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    result.push(items.slice(start, start + BATCH));
  }
  return result;
}
