import { clusterIdOf } from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { LocatedCluster } from '../ClusterStore';
import { ClusterRow } from '../tables';

/** See `ClusterStore.sync`. Rows that are as they should be are not written. */
export async function syncClusters(
  tx: Knex.Transaction,
  located: LocatedCluster[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const rows = await tx<ClusterRow>('clusters').select();
  const known = new Map(rows.map(row => [row.arn, row]));
  const found = new Set(located.map(({ arn }) => arn));

  for (const cluster of located) {
    const words = {
      entity_ref: cluster.entityRef ?? null,
      owner_ref: cluster.ownerRef ?? null,
      environment: cluster.environment ?? null,
    };
    const row = known.get(cluster.arn);
    if (!row) {
      await tx<ClusterRow>('clusters')
        .insert({
          id: clusterIdOf(cluster.arn),
          arn: cluster.arn,
          ...words,
          found_at: at,
          due_at: at,
        })
        // another replica may have found it at the same time
        .onConflict('id')
        .ignore();
    } else if (row.removed_at) {
      await tx<ClusterRow>('clusters')
        .where('id', row.id)
        .update({ ...words, removed_at: null, due_at: at, failures: 0 });
    } else if (
      row.entity_ref !== words.entity_ref ||
      row.owner_ref !== words.owner_ref ||
      row.environment !== words.environment
    ) {
      await tx<ClusterRow>('clusters').where('id', row.id).update(words);
    }
  }

  const lost = rows.filter(row => !row.removed_at && !found.has(row.arn));
  for (const row of lost) {
    await tx<ClusterRow>('clusters')
      .where('id', row.id)
      .update({ removed_at: at });
  }
}
