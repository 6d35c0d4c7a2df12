import { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { Grant, Ledger } from './model';
import { GrantRow, LedgerRow, toGrant, toLedger } from './rows';

/** What may change in a ledger. */
export type LedgerChange = Partial<
  Pick<
    Ledger,
    | 'entryIntended'
    | 'baseline'
    | 'ours'
    | 'externallyModified'
    | 'clusterCreatedAt'
  >
>;

/** The right to write to one principal of one cluster, for a while. */
export interface Lease {
  ledgerId: string;
  owner: string;
}

/** Somebody else holds the lease now: stop, they go on. */
export class LeaseLostError extends Error {
  constructor() {
    super('another worker has taken over');
    this.name = 'LeaseLostError';
  }
}

/** Keeps ledgers. Whoever changes one holds its lease, and loses it by being slow. */
export class LedgerStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** The ledger of a principal on a cluster; there is exactly one. */
  async open(clusterArn: string, principalArn: string): Promise<Ledger> {
    const key = {
      cluster_arn: clusterArn,
      principal_arn: principalArn,
      backend: 'access-entry',
    };
    await this.#db<LedgerRow>('access_ledger')
      .insert({
        ...key,
        id: uuid(),
        entry_intended: false,
        baseline: '{}',
        ours: '{}',
        externally_modified: false,
        version: 1,
      })
      .onConflict(['cluster_arn', 'principal_arn', 'backend'])
      .ignore();
    const row = await this.#db<LedgerRow>('access_ledger').where(key).first();
    if (!row) throw new Error('the ledger was not stored');
    return toLedger(row);
  }

  /** Takes the lease if nobody holds it or it has run out; one statement, so only one can win. */
  async claim(
    ledgerId: string,
    now: Date,
    seconds: number,
  ): Promise<{ lease: Lease; ledger: Ledger } | undefined> {
    const owner = uuid();
    const claimed = await this.#db<LedgerRow>('access_ledger')
      .where({ id: ledgerId })
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<=', now.toISOString()),
      )
      .update({
        lease_owner: owner,
        lease_until: later(now, seconds),
        version: this.#db.raw('version + 1'),
      });
    if (claimed !== 1) return undefined;
    const row = await this.#db<LedgerRow>('access_ledger')
      .where({ id: ledgerId })
      .first();
    if (!row) throw new Error('the ledger is gone');
    return { lease: { ledgerId, owner }, ledger: toLedger(row) };
  }

  /** Holds the lease longer. Throws `LeaseLostError` when it is no longer ours. */
  async renew(lease: Lease, now: Date, seconds: number) {
    await this.#mine(lease, { lease_until: later(now, seconds) });
  }

  async save(lease: Lease, change: LedgerChange) {
    await this.#mine(lease, {
      ...(change.entryIntended !== undefined && {
        entry_intended: change.entryIntended,
      }),
      ...(change.baseline && { baseline: JSON.stringify(change.baseline) }),
      ...(change.ours && { ours: JSON.stringify(change.ours) }),
      ...(change.externallyModified !== undefined && {
        externally_modified: change.externallyModified,
      }),
      ...(change.clusterCreatedAt && {
        cluster_created_at: change.clusterCreatedAt,
      }),
    });
  }

  /** Gives the lease back; harmless when it is lost already. */
  async release(lease: Lease) {
    await this.#db<LedgerRow>('access_ledger')
      .where({ id: lease.ledgerId, lease_owner: lease.owner })
      .update({ lease_owner: null, lease_until: null });
  }

  /** All grants of the ledger that are not over. */
  async grants(ledgerId: string): Promise<Grant[]> {
    const rows = await this.#db<GrantRow>('access_grant')
      .where({ ledger_id: ledgerId })
      .whereNot({ status: 'ended' })
      .orderBy('starts_at');
    return rows.map(toGrant);
  }

  async #mine(lease: Lease, columns: Partial<LedgerRow>) {
    const changed = await this.#db<LedgerRow>('access_ledger')
      .where({ id: lease.ledgerId, lease_owner: lease.owner })
      .update({ ...columns, version: this.#db.raw('version + 1') });
    if (changed !== 1) throw new LeaseLostError();
  }
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
