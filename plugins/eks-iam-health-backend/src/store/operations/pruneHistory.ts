import { Knex } from 'knex';
import {
  ClusterRow,
  FindingRow,
  ReportRow,
  ScanRow,
  SnapshotRow,
  TransitionRow,
} from '../tables';

/** See `ReportStore.prune`. Returns the number of rows that went. */
export async function pruneHistory(
  tx: Knex.Transaction,
  olderThan: Date,
): Promise<number> {
  const limit = olderThan.toISOString();
  const removed = tx<ClusterRow>('clusters')
    .where('removed_at', '<', limit)
    .select('id');
  let rows = 0;

  rows += await tx<TransitionRow>('transitions')
    .where('at', '<', limit)
    .orWhereIn('cluster_id', removed.clone())
    .delete();
  rows += await tx<FindingRow>('findings')
    .where('mended_at', '<', limit)
    .orWhereIn('cluster_id', removed.clone())
    .delete();
  rows += await tx<SnapshotRow>('snapshots')
    .whereIn('cluster_id', removed.clone())
    .delete();
  rows += await tx<ReportRow>('reports')
    .where(query =>
      query
        .where('at', '<', limit)
        .whereNotIn('scan_id', keptReports(tx, 'last_report_id'))
        .whereNotIn('scan_id', keptReports(tx, 'last_full_report_id')),
    )
    .orWhereIn('cluster_id', removed.clone())
    .delete();
  rows += await tx<ScanRow>('scans')
    .where(query =>
      query
        .where('requested_at', '<', limit)
        .whereIn('state', ['succeeded', 'failed'])
        .whereNotIn('id', keptReports(tx, 'last_report_id')),
    )
    .orWhereIn('cluster_id', removed.clone())
    .delete();
  rows += await tx<ClusterRow>('clusters')
    .where('removed_at', '<', limit)
    .delete();
  return rows;
}

function keptReports(
  tx: Knex.Transaction,
  column: 'last_report_id' | 'last_full_report_id',
) {
  return tx<ClusterRow>('clusters').whereNotNull(column).select(column);
}
