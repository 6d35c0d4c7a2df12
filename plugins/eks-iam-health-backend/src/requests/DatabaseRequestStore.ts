import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  isTerminal,
  RequestState,
  transition,
} from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { chained, GENESIS } from './eventChain';
import { GrantStatus, StoredEvent, StoredRequest } from './model';
import {
  MoveOptions,
  NewRequest,
  RequestChange,
  RequestFilter,
  RequestStore,
} from './RequestStore';
import {
  EventRow,
  GrantRow,
  RequestRow,
  toEvent,
  toEventRow,
  toRequest,
  toVote,
  VoteRow,
} from './rows';

/** Where the grant stands when its request is in this state; the others leave it as it is. */
const grantStatus: Partial<Record<RequestState, GrantStatus>> = {
  provisioning: 'granting',
  active: 'active',
  failed: 'failed',
  revoking: 'revoking',
  ended: 'ended',
};

/** Requests in the plugin's database. */
export class DatabaseRequestStore implements RequestStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async create(
    request: NewRequest,
    { at, revision, openKey }: Parameters<RequestStore['create']>[1],
  ): Promise<StoredRequest> {
    const first: StoredEvent = chained(
      {
        requestId: request.id,
        sequence: 1,
        at,
        actor: request.requesterRef,
        event: 'create',
        to: 'pending',
        revision: 1,
        specHash: request.specHash,
        comment: request.reason,
      },
      GENESIS,
    );
    const row: RequestRow = {
      id: request.id,
      version: 1,
      state: 'pending',
      revision: 1,
      stage: 0,
      requester_ref: request.requesterRef,
      subject_ref: request.subjectRef,
      cluster_id: request.clusterId,
      cluster_arn: request.clusterArn,
      cluster_ref: request.clusterEntityRef ?? null,
      cluster_created_at: request.clusterCreatedAt ?? null,
      principal_arn: request.principalArn,
      principal_uid: request.principalUid ?? null,
      level: request.level,
      scope: JSON.stringify(request.scope),
      duration_seconds: request.durationSeconds,
      reason: request.reason,
      backend: request.backend,
      spec_hash: request.specHash,
      created_at: request.createdAt,
      pending_until: request.pendingUntil,
      decided_at: null,
      decided_by: null,
      decision_comment: null,
      active_from: null,
      ends_at: null,
      ended_at: null,
      end_reason: null,
      failure: null,
      attempts: 0,
      next_attempt_at: null,
      open_key: openKey,
      idempotency_key: request.idempotencyKey ?? null,
      last_sequence: 1,
      last_hash: first.hash,
    };
    try {
      await this.#db.transaction(async tx => {
        await tx<RequestRow>('access_request').insert(row);
        await tx('access_revision').insert({
          request_id: request.id,
          revision: 1,
          spec: JSON.stringify({
            subjectRef: request.subjectRef,
            clusterArn: request.clusterArn,
            principalArn: request.principalArn,
            level: request.level,
            scope: request.scope,
            durationSeconds: request.durationSeconds,
          }),
          plan: JSON.stringify(revision.plan),
          risks: JSON.stringify(revision.risks),
          editor_ref: request.requesterRef,
          created_at: at,
        });
        await tx<EventRow>('access_event').insert(toEventRow(first));
      });
    } catch (error) {
      const [twin] = await this.#db<RequestRow>('access_request')
        .where({ open_key: openKey })
        .select('id');
      if (twin) {
        throw new ConflictError(
          `the same access is asked for already by request \`${twin.id}\`; wait for it or cancel it`,
        );
      }
      throw error;
    }
    return toRequest(row);
  }

  async byId(id: string) {
    const row = await this.#db<RequestRow>('access_request')
      .where({ id })
      .first();
    return row && toRequest(row);
  }

  async byIdempotencyKey(requesterRef: string, key: string) {
    const row = await this.#db<RequestRow>('access_request')
      .where({ requester_ref: requesterRef, idempotency_key: key })
      .first();
    return row && toRequest(row);
  }

  async list({ mine, clusterId, states, limit = 500 }: RequestFilter) {
    const query = this.#db<RequestRow>('access_request')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (clusterId) query.where('cluster_id', clusterId);
    if (states) query.whereIn('state', [...states]);
    if (mine) {
      query.where(either =>
        either
          .where('requester_ref', mine.requesterRef)
          .orWhereIn('subject_ref', [...mine.subjectRefs]),
      );
    }
    return (await query).map(toRequest);
  }

  async due(now: string) {
    const rows = await this.#db<RequestRow>('access_request')
      .where(any =>
        any
          .where(q =>
            q.where('state', 'pending').where('pending_until', '<=', now),
          )
          .orWhere(q => q.where('state', 'active').where('ends_at', '<=', now))
          .orWhere(q =>
            q
              .whereIn('state', [
                'approved',
                'provisioning',
                'revoking',
                'failed',
              ])
              .where(when =>
                when
                  .whereNull('next_attempt_at')
                  .orWhere('next_attempt_at', '<=', now),
              ),
          ),
      )
      // taking away comes before giving
      .orderByRaw(
        `CASE state WHEN 'active' THEN 0 WHEN 'revoking' THEN 1 ELSE 2 END`,
      )
      .orderBy('created_at')
      .limit(200);
    return rows.map(toRequest);
  }

  async move(current: StoredRequest, options: MoveOptions) {
    const { event, actor, at } = options;
    const move = transition(current.state, event);
    if (!move.moved) throw new ConflictError(move.refusal);

    const record = chained(
      {
        requestId: current.id,
        sequence: current.lastSequence + 1,
        at,
        actor,
        event,
        from: current.state,
        to: move.to,
        revision: current.revision,
        specHash: current.specHash,
        ...(options.comment && { comment: options.comment }),
        ...(options.detail && { detail: options.detail }),
      },
      current.lastHash,
    );
    return this.#db.transaction(async tx => {
      const next = await this.#update(tx, current, {
        ...changedColumns(options.change),
        state: move.to,
        last_sequence: record.sequence,
        last_hash: record.hash,
        ...(isTerminal(move.to) && { open_key: null }),
      });
      await tx<EventRow>('access_event').insert(toEventRow(record));
      if (options.vote) {
        await tx('access_vote').insert({
          request_id: current.id,
          revision: current.revision,
          stage: current.stage,
          voter_ref: actor,
          decision: options.vote.decision,
          comment: options.vote.comment ?? null,
          spec_hash: current.specHash,
          created_at: at,
        });
      }
      if (options.voidVotes) {
        await tx<VoteRow>('access_vote')
          .where({ request_id: current.id })
          .whereNull('void_at')
          .update({ void_at: at, void_reason: options.voidVotes });
      }
      if (options.grant) {
        await tx<GrantRow>('access_grant')
          .insert({
            request_id: current.id,
            ledger_id: options.grant.ledgerId,
            status: 'granting',
            policy_arn: options.grant.policyArn,
            scope: JSON.stringify(options.grant.scope),
            starts_at: at,
          })
          .onConflict('request_id')
          .merge(['status']);
      }
      const status = grantStatus[move.to];
      if (status) {
        await tx<GrantRow>('access_grant')
          .where({ request_id: current.id })
          .update({
            status,
            ...(status === 'active' && {
              activated_at: at,
              ends_at: next.endsAt ?? null,
            }),
            ...(status === 'ended' && { ended_at: at }),
          });
      }
      return next;
    });
  }

  async note(current: StoredRequest, change: Partial<RequestChange>) {
    return this.#update(this.#db, current, changedColumns(change));
  }

  async events(id: string) {
    const rows = await this.#db<EventRow>('access_event')
      .where({ request_id: id })
      .orderBy('sequence');
    return rows.map(toEvent);
  }

  async votes(id: string) {
    const rows = await this.#db<VoteRow>('access_vote')
      .where({ request_id: id })
      .orderBy('id');
    return rows.map(toVote);
  }

  async revision(id: string, revision: number) {
    const row = await this.#db('access_revision')
      .where({ request_id: id, revision })
      .first();
    if (!row) throw new NotFoundError(`no revision ${revision} of ${id}`);
    return { plan: JSON.parse(row.plan), risks: JSON.parse(row.risks) };
  }

  /** Changes the row only if its version still is the one that was read. */
  async #update(
    db: Knex,
    current: StoredRequest,
    columns: Partial<RequestRow>,
  ): Promise<StoredRequest> {
    const changed = await db<RequestRow>('access_request')
      .where({ id: current.id, version: current.version })
      .update({ ...columns, version: current.version + 1 });
    if (changed !== 1) {
      throw new ConflictError(
        'the request has changed meanwhile; read it again and decide anew',
      );
    }
    const row = await db<RequestRow>('access_request')
      .where({ id: current.id })
      .first();
    if (!row) throw new NotFoundError(`request ${current.id} is gone`);
    return toRequest(row);
  }
}

const columnOf = {
  pendingUntil: 'pending_until',
  decidedAt: 'decided_at',
  decidedBy: 'decided_by',
  decisionComment: 'decision_comment',
  activeFrom: 'active_from',
  endsAt: 'ends_at',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  failure: 'failure',
  attempts: 'attempts',
  nextAttemptAt: 'next_attempt_at',
} as const satisfies Record<keyof RequestChange, keyof RequestRow>;

function changedColumns(
  change: Partial<RequestChange> = {},
): Partial<RequestRow> {
  return Object.fromEntries(
    Object.entries(change)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [columnOf[key as keyof RequestChange], value]),
  );
}
