import {
  AccessLevel,
  EndReason,
  RequestState,
} from 'backstage-plugin-eks-iam-health-common';
import {
  Grant,
  GrantStatus,
  Ledger,
  StoredEvent,
  StoredRequest,
  Vote,
} from './model';

/** The tables' rows. JSON is kept as text, which is the same on every engine. */
export interface RequestRow {
  id: string;
  version: number;
  state: string;
  revision: number;
  stage: number;
  requester_ref: string;
  subject_ref: string;
  cluster_id: string;
  cluster_arn: string;
  cluster_ref: string | null;
  cluster_created_at: string | null;
  principal_arn: string;
  principal_uid: string | null;
  level: string;
  scope: string;
  duration_seconds: number;
  reason: string;
  backend: string;
  spec_hash: string;
  created_at: string;
  pending_until: string;
  decided_at: string | null;
  decided_by: string | null;
  decision_comment: string | null;
  active_from: string | null;
  ends_at: string | null;
  ended_at: string | null;
  end_reason: string | null;
  failure: string | null;
  attempts: number;
  next_attempt_at: string | null;
  open_key: string | null;
  idempotency_key: string | null;
  last_sequence: number;
  last_hash: string;
}

export interface EventRow {
  request_id: string;
  sequence: number;
  at: string;
  actor: string;
  event: string;
  from_state: string | null;
  to_state: string;
  revision: number;
  spec_hash: string;
  comment: string | null;
  detail: string | null;
  prev_hash: string;
  hash: string;
}

export interface VoteRow {
  id: number;
  request_id: string;
  revision: number;
  stage: number;
  voter_ref: string;
  decision: string;
  comment: string | null;
  spec_hash: string;
  created_at: string;
  void_at: string | null;
  void_reason: string | null;
}

export interface GrantRow {
  request_id: string;
  ledger_id: string;
  status: string;
  policy_arn: string;
  scope: string;
  starts_at: string;
  activated_at: string | null;
  ends_at: string | null;
  ended_at: string | null;
}

export interface LedgerRow {
  id: string;
  cluster_arn: string;
  principal_arn: string;
  backend: string;
  cluster_created_at: string | null;
  /** SQLite has no booleans */
  entry_intended: boolean | number;
  baseline: string;
  ours: string;
  externally_modified: boolean | number;
  lease_owner: string | null;
  lease_until: string | null;
  version: number;
}

const known = <T>(value: T | null): T | undefined => value ?? undefined;

export function toRequest(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    version: row.version,
    state: row.state as RequestState,
    revision: row.revision,
    stage: row.stage,
    requesterRef: row.requester_ref,
    subjectRef: row.subject_ref,
    clusterId: row.cluster_id,
    clusterArn: row.cluster_arn,
    clusterEntityRef: known(row.cluster_ref),
    clusterCreatedAt: known(row.cluster_created_at),
    principalArn: row.principal_arn,
    principalUid: known(row.principal_uid),
    level: row.level as AccessLevel,
    scope: JSON.parse(row.scope),
    durationSeconds: row.duration_seconds,
    reason: row.reason,
    backend: row.backend,
    specHash: row.spec_hash,
    createdAt: row.created_at,
    pendingUntil: row.pending_until,
    decidedAt: known(row.decided_at),
    decidedBy: known(row.decided_by),
    decisionComment: known(row.decision_comment),
    activeFrom: known(row.active_from),
    endsAt: known(row.ends_at),
    endedAt: known(row.ended_at),
    endReason: known(row.end_reason) as EndReason | undefined,
    failure: known(row.failure),
    attempts: row.attempts,
    nextAttemptAt: known(row.next_attempt_at),
    idempotencyKey: known(row.idempotency_key),
    lastSequence: row.last_sequence,
    lastHash: row.last_hash,
  };
}

export function toEvent(row: EventRow): StoredEvent {
  return {
    requestId: row.request_id,
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    event: row.event,
    from: known(row.from_state) as RequestState | undefined,
    to: row.to_state as RequestState,
    revision: row.revision,
    specHash: row.spec_hash,
    comment: known(row.comment),
    detail: known(row.detail),
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

export function toEventRow(event: StoredEvent): EventRow {
  return {
    request_id: event.requestId,
    sequence: event.sequence,
    at: event.at,
    actor: event.actor,
    event: event.event,
    from_state: event.from ?? null,
    to_state: event.to,
    revision: event.revision,
    spec_hash: event.specHash,
    comment: event.comment ?? null,
    detail: event.detail ?? null,
    prev_hash: event.prevHash,
    hash: event.hash,
  };
}

export function toVote(row: VoteRow): Vote {
  return {
    requestId: row.request_id,
    revision: row.revision,
    stage: row.stage,
    voterRef: row.voter_ref,
    decision: row.decision as Vote['decision'],
    comment: known(row.comment),
    createdAt: row.created_at,
    voidReason: known(row.void_reason),
  };
}

export function toGrant(row: GrantRow): Grant {
  return {
    requestId: row.request_id,
    ledgerId: row.ledger_id,
    status: row.status as GrantStatus,
    policyArn: row.policy_arn,
    scope: JSON.parse(row.scope),
  };
}

export function toLedger(row: LedgerRow): Ledger {
  return {
    id: row.id,
    clusterArn: row.cluster_arn,
    principalArn: row.principal_arn,
    clusterCreatedAt: known(row.cluster_created_at),
    entryIntended: Boolean(row.entry_intended),
    baseline: JSON.parse(row.baseline),
    ours: JSON.parse(row.ours),
    externallyModified: Boolean(row.externally_modified),
  };
}
