import { Knex } from 'knex';
import { Lease, QueuedScan } from '../ScanStore';
import { ClusterRow, ScanRow } from '../tables';

/**
 * Takes the cluster and its scan together, each only if it still is what we think it is: the cluster free, or left by
 * somebody who gives no sign of life, and the scan waiting.
 */
export async function claimScan(
  db: Knex,
  scan: QueuedScan,
  lease: Lease,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    const leased = await tx<ClusterRow>('clusters')
      .where({ id: scan.clusterId })
      .whereNull('removed_at')
      .where(query =>
        query
          .whereNull('lease_until')
          .orWhere('lease_until', '<', now.toISOString()),
      )
      .update({
        lease_owner: lease.owner,
        lease_until: lease.until.toISOString(),
      });
    if (leased !== 1) return false;

    const started = await tx<ScanRow>('scans')
      .where({ id: scan.scanId, state: 'queued' })
      .update({ state: 'running', started_at: now.toISOString() });
    if (started === 1) return true;

    await tx<ClusterRow>('clusters')
      .where({ id: scan.clusterId, lease_owner: lease.owner })
      .update({ lease_owner: null, lease_until: null });
    return false;
  });
}
