import { Knex } from 'knex';
import { ClusterStore, LocatedCluster, StoredCluster } from './ClusterStore';
import { syncClusters } from './operations/syncClusters';
import { ClusterRow, ReportRow, ScanRow } from './tables';
import {
  reportLineColumns,
  ReportLineRow,
  toReportLine,
  toStoredCluster,
} from './toStoredCluster';

export class DatabaseClusterStore implements ClusterStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async sync(located: LocatedCluster[], now: Date): Promise<void> {
    await this.#db.transaction(tx => syncClusters(tx, located, now));
  }

  async list(): Promise<StoredCluster[]> {
    return this.#read(query => query.orderBy('id'));
  }

  async get(id: string): Promise<StoredCluster | undefined> {
    return (await this.#read(query => query.where('id', id)))[0];
  }

  async byEntityRef(entityRef: string): Promise<StoredCluster | undefined> {
    return (
      await this.#read(query =>
        query.where('entity_ref', entityRef).orderBy('id'),
      )
    )[0];
  }

  async entityRefs(): Promise<Map<string, string>> {
    const rows = await this.#db<ClusterRow>('clusters')
      .whereNotNull('entity_ref')
      .select('arn', 'entity_ref');
    return new Map(rows.map(row => [row.arn, row.entity_ref ?? '']));
  }

  /** Three queries for one cluster and for a thousand alike. */
  async #read(
    narrow: (query: Knex.QueryBuilder<ClusterRow>) => Knex.QueryBuilder,
  ): Promise<StoredCluster[]> {
    const clusters: ClusterRow[] = await narrow(
      this.#db<ClusterRow>('clusters').whereNull('removed_at'),
    ).select('clusters.*');
    if (clusters.length === 0) return [];

    const one = clusters.length === 1 ? clusters[0].id : undefined;
    const reports: ReportLineRow[] = await this.#db<ReportRow>('reports')
      .modify(query => {
        if (one) query.where('cluster_id', one);
      })
      .where(query =>
        query
          .whereIn(
            'scan_id',
            this.#db('clusters')
              .whereNotNull('last_report_id')
              .select('last_report_id'),
          )
          .orWhereIn(
            'scan_id',
            this.#db('clusters')
              .whereNotNull('last_full_report_id')
              .select('last_full_report_id'),
          ),
      )
      .select(...reportLineColumns);
    const scans: ScanRow[] = await this.#db<ScanRow>('scans')
      .whereIn('state', ['queued', 'running'])
      .modify(query => {
        if (one) query.where('cluster_id', one);
      })
      .select();

    const lines = new Map(reports.map(row => [row.scan_id, toReportLine(row)]));
    const open = new Map(scans.map(row => [row.cluster_id, row]));
    return clusters.map(row => toStoredCluster(row, lines, open.get(row.id)));
  }
}
