import {
  AccessRequest,
  AccessRequestDetail,
  AccessScope,
  RequestEventRecord,
} from 'backstage-plugin-eks-iam-health-common';

/** A request as it is kept: what everybody may see, and what the service needs besides. */
export interface StoredRequest extends AccessRequest {
  stage: number;
  clusterCreatedAt?: string;
  principalUid?: string;
  /** the way of granting, kept so that the same way takes it back */
  backend: string;
  /** until when it waits for a decision, or for being carried out */
  pendingUntil: string;
  nextAttemptAt?: string;
  idempotencyKey?: string;
  lastSequence: number;
  lastHash: string;
}

/** An event with its place in the chain. */
export interface StoredEvent extends RequestEventRecord {
  requestId: string;
  revision: number;
  specHash: string;
  prevHash: string;
  hash: string;
}

/** What was shown when the request was made; never changed. */
export interface RequestRevision {
  plan: string[];
  risks: AccessRequestDetail['risks'];
}

export interface Vote {
  requestId: string;
  revision: number;
  stage: number;
  voterRef: string;
  decision: 'approve' | 'reject';
  comment?: string;
  createdAt: string;
  voidReason?: string;
}

export type GrantStatus =
  | 'granting'
  | 'active'
  | 'failed'
  | 'revoking'
  | 'ended';

/** What EKS should hold because of one request. */
export interface Grant {
  requestId: string;
  ledgerId: string;
  status: GrantStatus;
  policyArn: string;
  scope: AccessScope;
}

/** Scopes by the ARN of the policy; the whole cluster and namespaces below it can stand side by side. */
export type PolicyScopes = Record<string, string[]>;

/**
 * What one principal had on one cluster without us (`baseline`), and what we may have put there (`ours`). Both are
 * stored before anything is written, so that whoever goes on after a crash knows what to undo.
 */
export interface Ledger {
  id: string;
  clusterArn: string;
  principalArn: string;
  clusterCreatedAt?: string;
  /** we have set out to create the entry; whether we did is told by its tag */
  entryIntended: boolean;
  baseline: PolicyScopes;
  ours: PolicyScopes;
  /** somebody else changed what we had written */
  externallyModified: boolean;
}
