/** The nouns of the access-request flow. The machine that moves them is in `requests/`. */

/** Levels that can be asked for, with the EKS access policy behind each. @public */
export type AccessLevel = 'view' | 'edit' | 'admin' | 'cluster-admin';

/** Where access holds: on the whole cluster or in some namespaces. @public */
export type AccessScope =
  | { type: 'cluster' }
  | { type: 'namespace'; namespaces: string[] };

/**
 * `pending`: waits for a decision. `approved`: decided, not started. `provisioning`: being granted, access may exist.
 * `active`: granted and verified. `failed`: granting failed, access may exist. `revoking`: being taken away, access
 * may still exist. `rejected`, `ended`: over, no access through this request.
 *
 * @public
 */
export type RequestState =
  | 'pending'
  | 'approved'
  | 'provisioning'
  | 'active'
  | 'failed'
  | 'revoking'
  | 'rejected'
  | 'ended';

/** Why the access of a request is over. @public */
export type EndReason =
  | 'expired'
  | 'released'
  | 'revoked'
  | 'cancelled'
  | 'approval-expired'
  | 'abandoned'
  | 'removed-outside';

/** One row of the append-only record. @public */
export interface RequestEventRecord {
  sequence: number;
  at: string;
  /** entity ref of a user, or `system` */
  actor: string;
  event: string;
  from?: RequestState;
  to: RequestState;
  comment?: string;
  /** what was called or read; no secret */
  detail?: string;
}

/** A request for access to a cluster, from the wish to its end. @public */
export interface AccessRequest {
  id: string;
  /** moves by one with every change; a change is made only if it still is what was read */
  version: number;
  /** every edit makes a new one, and voids earlier votes */
  revision: number;
  /** hash of what is asked for; a vote must name it */
  specHash: string;
  state: RequestState;
  clusterArn: string;
  clusterId: string;
  clusterEntityRef?: string;
  requesterRef: string;
  /** the group (or user) that gets the access */
  subjectRef: string;
  principalArn: string;
  level: AccessLevel;
  scope: AccessScope;
  durationSeconds: number;
  reason: string;
  createdAt: string;
  decidedAt?: string;
  decidedBy?: string;
  decisionComment?: string;
  /** when the grant was verified */
  activeFrom?: string;
  endsAt?: string;
  endedAt?: string;
  endReason?: EndReason;
  /** in words, when provisioning or revoking did not work; tried again by itself while revoking */
  failure?: string;
  attempts: number;
}

/** A request with its record and with what the caller may do about it. @public */
export interface AccessRequestDetail extends AccessRequest {
  events: RequestEventRecord[];
  /** what the one who asks may do now */
  may: {
    approve: boolean;
    /** why not, when they may not */
    approveRefusal?: string;
    cancel: boolean;
    release: boolean;
    revoke: boolean;
  };
  approvers: string[];
  /** in words: what is created in EKS and what happens at the end */
  plan: string[];
  risks: Array<{ level: 'ok' | 'warning'; text: string }>;
}
