import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { claimScan } from './operations/claimScan';
import { endScan } from './operations/endScan';
import { failAbandonedScans } from './operations/failAbandonedScans';
import { Lease, QueuedScan, ScanFailure, ScanStore } from './ScanStore';
import { ClusterRow, ScanRow } from './tables';
import { toScanView } from './toScanView';

export class DatabaseScanStore implements ScanStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async open(
    clusterId: string,
    trigger: ScanView['trigger'],
    now: Date,
  ): Promise<ScanView> {
    const id = uuid();
    await this.#insert([{ id, cluster_id: clusterId }], trigger, now);
    if (trigger === 'on-demand') await this.#putFirst(clusterId, now);
    const row = await this.#db<ScanRow>('scans')
      .where({ cluster_id: clusterId })
      .whereIn('state', ['queued', 'running'])
      .first();
    // It may have been taken and ended between the two statements; then it is the one just made.
    const scan =
      row ?? (await this.#db<ScanRow>('scans').where({ id }).first());
    if (!scan) throw new Error(`scan ${id} disappeared`);
    return toScanView(scan);
  }

  async openDue(now: Date): Promise<number> {
    const due = await this.#db<ClusterRow>('clusters')
      .whereNull('removed_at')
      .where('due_at', '<=', now.toISOString())
      .whereNotIn(
        'id',
        this.#db('scans')
          .whereIn('state', ['queued', 'running'])
          .select('cluster_id'),
      )
      .orderBy('due_at')
      .select('id');
    await this.#insert(
      due.map(({ id }) => ({ id: uuid(), cluster_id: id })),
      'schedule',
      now,
    );
    return due.length;
  }

  async queued(): Promise<QueuedScan[]> {
    const rows: Array<{
      id: string;
      cluster_id: string;
      arn: string;
      trigger: ScanView['trigger'];
    }> = await this.#db('scans')
      .join('clusters', 'clusters.id', 'scans.cluster_id')
      .where('scans.state', 'queued')
      .whereNull('clusters.removed_at')
      // `on-demand` comes before `schedule` in the alphabet as well as in patience
      .orderBy('scans.trigger')
      .orderBy('scans.requested_at')
      .select('scans.id', 'scans.cluster_id', 'clusters.arn', 'scans.trigger');
    return rows.map(row => ({
      scanId: row.id,
      clusterId: row.cluster_id,
      arn: row.arn,
      trigger: row.trigger,
    }));
  }

  async claim(scan: QueuedScan, lease: Lease, now: Date): Promise<boolean> {
    return claimScan(this.#db, scan, lease, now);
  }

  async renew(clusterId: string, lease: Lease): Promise<boolean> {
    const renewed = await this.#db<ClusterRow>('clusters')
      .where({ id: clusterId, lease_owner: lease.owner })
      .update({ lease_until: lease.until.toISOString() });
    return renewed === 1;
  }

  async progress(
    scanId: string,
    progress: { step: string; done: number; total: number },
  ): Promise<void> {
    await this.#db<ScanRow>('scans')
      .where({ id: scanId, state: 'running' })
      .update({
        step: progress.step,
        steps_done: progress.done,
        steps_total: progress.total,
      });
  }

  async giveBack(scan: QueuedScan, owner: string): Promise<void> {
    await this.#db.transaction(async tx => {
      const freed = await tx<ClusterRow>('clusters')
        .where({ id: scan.clusterId, lease_owner: owner })
        .update({ lease_owner: null, lease_until: null });
      if (freed !== 1) return;
      await tx<ScanRow>('scans')
        .where({ id: scan.scanId, state: 'running' })
        .update({
          state: 'queued',
          started_at: null,
          step: null,
          steps_done: 0,
          steps_total: 0,
        });
    });
  }

  async fail(
    scan: QueuedScan,
    owner: string,
    failure: ScanFailure,
    now: Date,
  ): Promise<boolean> {
    return this.#db.transaction(tx =>
      endScan(tx, scan, owner, {
        scan: {
          state: 'failed',
          finished_at: now.toISOString(),
          error: failure.message,
        },
        cluster: {
          failures: tx.raw('failures + 1'),
          last_error: failure.message,
          last_error_kind: 'failed',
          due_at: failure.dueAt.toISOString(),
        },
      }),
    );
  }

  async failAbandoned(
    now: Date,
    dueAt: (failures: number) => Date,
  ): Promise<ScanView[]> {
    return failAbandonedScans(this.#db, now, dueAt);
  }

  async get(scanId: string): Promise<ScanView | undefined> {
    const row = await this.#db<ScanRow>('scans').where({ id: scanId }).first();
    return row && toScanView(row);
  }

  async lastFinished(clusterId: string): Promise<ScanView | undefined> {
    const row = await this.#db<ScanRow>('scans')
      .where({ cluster_id: clusterId })
      .whereIn('state', ['succeeded', 'failed'])
      .orderBy('finished_at', 'desc')
      .first();
    return row && toScanView(row);
  }

  async lastOnDemandAt(clusterId: string): Promise<string | undefined> {
    const row = await this.#db<ScanRow>('scans')
      .where({ cluster_id: clusterId, trigger: 'on-demand' })
      .orderBy('requested_at', 'desc')
      .first('requested_at');
    return row?.requested_at;
  }

  /** A scan that merely was due is now wanted: it goes first, and reads everything anew. */
  async #putFirst(clusterId: string, now: Date): Promise<void> {
    await this.#db<ScanRow>('scans')
      .where({ cluster_id: clusterId, state: 'queued', trigger: 'schedule' })
      .update({ trigger: 'on-demand', requested_at: now.toISOString() });
  }

  /** The unique index on open scans decides when two ask at once. */
  async #insert(
    scans: Array<Pick<ScanRow, 'id' | 'cluster_id'>>,
    trigger: ScanView['trigger'],
    now: Date,
  ): Promise<void> {
    const rows = scans.map(scan => ({
      ...scan,
      state: 'queued' as const,
      trigger,
      requested_at: now.toISOString(),
    }));
    for (let start = 0; start < rows.length; start += 100) {
      await this.#db<ScanRow>('scans')
        .insert(rows.slice(start, start + 100))
        .onConflict()
        .ignore();
    }
  }
}
