import {
  RequestEventType,
  RequestState,
} from 'backstage-plugin-eks-iam-health-common';
import {
  Grant,
  RequestRevision,
  StoredEvent,
  StoredRequest,
  Vote,
} from './model';

/** A new request, before it has a version and a place in a chain. */
export type NewRequest = Omit<
  StoredRequest,
  | 'version'
  | 'revision'
  | 'state'
  | 'stage'
  | 'attempts'
  | 'lastSequence'
  | 'lastHash'
>;

/** One move of a request with all that has to be true together with it. */
export interface MoveOptions {
  event: RequestEventType;
  /** entity ref of a user, or `system` */
  actor: string;
  at: string;
  comment?: string;
  detail?: string;
  /** fields that change with the move */
  change?: Partial<RequestChange>;
  vote?: Pick<Vote, 'decision' | 'comment'>;
  /** standing votes no longer count, and why */
  voidVotes?: string;
  /** the grant that begins with the move */
  grant?: Omit<Grant, 'status' | 'requestId'>;
}

/** What may change in a request besides its state; `null` clears. */
export type RequestChange = {
  [K in
    | 'pendingUntil'
    | 'decidedAt'
    | 'decidedBy'
    | 'decisionComment'
    | 'activeFrom'
    | 'endsAt'
    | 'endedAt'
    | 'endReason'
    | 'failure'
    | 'attempts'
    | 'nextAttemptAt']: StoredRequest[K] | null;
};

export interface RequestFilter {
  /** requests of this user or for one of these groups */
  mine?: { requesterRef: string; subjectRefs: readonly string[] };
  clusterId?: string;
  states?: readonly RequestState[];
  limit?: number;
}

/** Keeps requests. Every change is made only if the request still is what was read, together with its event. */
export interface RequestStore {
  /** Throws `ConflictError` when the same is open already. */
  create(
    request: NewRequest,
    options: { at: string; revision: RequestRevision; openKey: string },
  ): Promise<StoredRequest>;
  byId(id: string): Promise<StoredRequest | undefined>;
  byIdempotencyKey(
    requesterRef: string,
    key: string,
  ): Promise<StoredRequest | undefined>;
  list(filter: RequestFilter): Promise<StoredRequest[]>;
  /** Requests that the worker has to look at now, the longest waiting first. */
  due(now: string): Promise<StoredRequest[]>;
  /** Throws `ConflictError` when the machine refuses or when the version is not current. */
  move(current: StoredRequest, options: MoveOptions): Promise<StoredRequest>;
  /** Changes fields without a move, such as the time of the next try. */
  note(
    current: StoredRequest,
    change: Partial<RequestChange>,
  ): Promise<StoredRequest>;
  events(id: string): Promise<StoredEvent[]>;
  votes(id: string): Promise<Vote[]>;
  revision(id: string, revision: number): Promise<RequestRevision>;
}
