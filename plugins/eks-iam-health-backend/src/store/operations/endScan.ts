import { Knex } from 'knex';
import { QueuedScan } from '../ScanStore';
import { ClusterRow, ScanRow } from '../tables';

/** Columns to write; raw expressions are allowed, such as `failures + 1`. */
type Change<Row> = { [K in keyof Row]?: Row[K] | Knex.Raw };

/**
 * Ends a running scan and frees its cluster, if both are still ours. A worker that was slow enough to lose its lease
 * writes nothing, so that it cannot overwrite what came after it.
 */
export async function endScan(
  tx: Knex.Transaction,
  scan: QueuedScan,
  owner: string,
  change: { scan: Change<ScanRow>; cluster: Change<ClusterRow> },
): Promise<boolean> {
  const freed = await tx('clusters')
    .where({ id: scan.clusterId, lease_owner: owner })
    .whereExists(
      tx('scans').where({ id: scan.scanId, state: 'running' }).select('id'),
    )
    .update({ ...change.cluster, lease_owner: null, lease_until: null });
  if (freed !== 1) return false;
  await tx('scans').where({ id: scan.scanId }).update(change.scan);
  return true;
}
