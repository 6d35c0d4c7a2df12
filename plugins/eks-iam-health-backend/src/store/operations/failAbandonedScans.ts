import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { ClusterRow, ScanRow } from '../tables';
import { toScanView } from '../toScanView';

/**
 * Ends scans whose worker is gone. The failure is counted, so that a cluster which brings the process down is tried
 * ever more seldom, but it is no word about the cluster itself: its last error stays as it was.
 */
export async function failAbandonedScans(
  db: Knex,
  now: Date,
  dueAt: (failures: number) => Date,
): Promise<ScanView[]> {
  const at = now.toISOString();
  const running = await db<ScanRow>('scans')
    .join<ClusterRow>('clusters', 'clusters.id', 'scans.cluster_id')
    .where('scans.state', 'running')
    .where(query =>
      query
        .whereNull('clusters.lease_until')
        .orWhere('clusters.lease_until', '<', at),
    )
    .select<Array<ScanRow & { cluster_failures: number }>>(
      'scans.*',
      'clusters.failures as cluster_failures',
    );

  const ended: ScanView[] = [];
  for (const { cluster_failures: failures, ...scan } of running) {
    const change = {
      state: 'failed' as const,
      finished_at: at,
      error: 'the process that scanned stopped before the end',
    };
    const done = await db.transaction(async tx => {
      const freed = await tx<ClusterRow>('clusters')
        .where({ id: scan.cluster_id })
        // whoever was only slow has renewed meanwhile
        .where(query =>
          query.whereNull('lease_until').orWhere('lease_until', '<', at),
        )
        .update({
          lease_owner: null,
          lease_until: null,
          failures: failures + 1,
          due_at: dueAt(failures + 1).toISOString(),
        });
      if (freed !== 1) return false;
      return (
        (await tx<ScanRow>('scans')
          .where({ id: scan.id, state: 'running' })
          .update(change)) === 1
      );
    });
    if (done) ended.push(toScanView({ ...scan, ...change }));
  }
  return ended;
}
