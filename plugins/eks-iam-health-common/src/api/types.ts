import {
  AccessLevel,
  AccessRequest,
  AccessScope,
  Diagnosis,
  Finding,
  HealthReport,
  HealthState,
  Severity,
  VerdictCounts,
} from '../model';

/** How a cluster stands with the scanner, beside its health. @public */
export type ScanCondition =
  | 'never-scanned'
  | 'queued'
  | 'scanning'
  | 'current'
  | 'stale'
  | 'not-reachable'
  | 'failed';

/** A scan, from waiting to its end. @public */
export interface ScanView {
  id: string;
  clusterId: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  trigger: 'schedule' | 'on-demand';
  requestedAt: string;
  startedAt?: string;
  finishedAt?: string;
  /** what it does now, in words: `reading Kubernetes RBAC` */
  step?: string;
  stepsDone: number;
  stepsTotal: number;
  error?: string;
  newFindings?: number;
  mendedFindings?: number;
}

/** One row of the fleet. @public */
export interface ClusterSummary {
  /** `<partition>.<account>.<region>.<name>`, safe in URLs; see `clusterIdOf` */
  id: string;
  arn: string;
  name: string;
  accountId: string;
  region: string;
  partition: string;
  entityRef?: string;
  ownerRef?: string;
  /** `spec.lifecycle` or the annotation/tag `environment` */
  environment?: string;
  condition: ScanCondition;
  /** why it is not reachable, stale or failed */
  conditionDetail?: string;
  health?: HealthState;
  score?: number;
  coverage?: number;
  /** when the score is not of the last try */
  scoreIsOld?: boolean;
  counts?: VerdictCounts;
  /** oldest first, one point per scan, at most 30; `null` where nothing was read */
  trend: Array<{ at: string; score: number | null }>;
  worst?: {
    checkId: string;
    subject: string;
    title: string;
    message: string;
    severity: Severity;
  };
  lastScanAt?: string;
  nextScanAt?: string;
}

/** When a finding was first and last seen. @public */
export interface FindingRecord {
  checkId: string;
  subject: string;
  firstSeenAt: string;
  lastSeenAt: string;
  mendedAt?: string;
}

/** One change between two scans. @public */
export interface Transition {
  at: string;
  kind: 'new' | 'worse' | 'better' | 'mended' | 'less-known' | 'known-again';
  checkId: string;
  subject: string;
  title: string;
  message: string;
  verdictBefore?: Finding['verdict'];
  verdictAfter?: Finding['verdict'];
  severity: Severity;
  /** change of the score by this check, negative when it costs */
  points: number;
}

/** Everything the tab shows. @public */
export interface ClusterDetail {
  summary: ClusterSummary;
  /** absent before the first scan */
  report?: HealthReport;
  /** keyed `<checkId>~<subject>` */
  findingRecords: Record<string, FindingRecord>;
  /** since the scan before the last one; newest first */
  changes: {
    since?: string;
    scoreBefore?: number;
    coverageBefore?: number;
    transitions: Transition[];
  };
  runningScan?: ScanView;
  lastScan?: ScanView;
  /** seconds until an on-demand scan is possible again; 0: now */
  checkAgainInSeconds: number;
  may: { check: boolean; request: boolean };
}

/** Scores of a cluster over time, and what changed when; newest change first. @public */
export interface ClusterHistory {
  points: Array<{
    at: string;
    score: number | null;
    coverage: number | null;
    counts?: VerdictCounts;
  }>;
  transitions: Transition[];
}

/** The clusters that the caller may see. @public */
export interface ClusterList {
  items: ClusterSummary[];
}

/** An error as it was pasted, and the cluster that it is about where that is known. @public */
export interface ExplainRequest {
  text: string;
  clusterId?: string;
}

/** What a pasted error means, and which snapshot was asked. @public */
export interface ExplainResponse {
  diagnosis: Diagnosis;
  /** the cluster whose snapshot was asked: given, or found in the text and allowed to be read */
  cluster?: { id: string; name: string; snapshotAt: string };
}

/** What one may ask for on a cluster. @public */
export interface RequestOptions {
  cluster: { id: string; name: string; entityRef?: string };
  subjects: Array<{
    ref: string;
    title: string;
    members: number;
    principals: Array<{
      principalArn: string;
      /** whether the account's IAM, as last read, has it */
      exists: 'yes' | 'no' | 'unknown';
    }>;
  }>;
  levels: Array<{
    level: AccessLevel;
    title: string;
    policyName: string;
    description: string;
    /** why it is not offered */
    refusal?: string;
  }>;
  namespaces: string[];
  maxDurationSeconds: number;
  minReasonLength: number;
  approvers: string[];
  approverTitle?: string;
  /** why nothing can be asked for here at all */
  refusal?: string;
}

/** What somebody asks for. @public */
export interface NewAccessRequest {
  clusterId: string;
  subjectRef: string;
  principalArn: string;
  level: AccessLevel;
  scope: AccessScope;
  durationSeconds: number;
  reason: string;
}

/** What would come of a request, before it is made. @public */
export interface RequestPreview {
  plan: string[];
  risks: Array<{ level: 'ok' | 'warning'; text: string }>;
  approvers: string[];
  /** rule that is broken, per field */
  problems: Array<{ field: keyof NewAccessRequest; message: string }>;
}

/** The vote of an approver. @public */
export interface RequestVote {
  decision: 'approve' | 'reject';
  /** as read; anything else is refused with 409 */
  version: number;
  specHash: string;
  comment?: string;
}

/** Access requests, newest first. @public */
export interface AccessRequestList {
  items: AccessRequest[];
}

/**
 * Which requests are listed: those of the caller and its groups, those waiting for the caller, or those of a cluster.
 *
 * @public
 */
export type RequestView = 'mine' | 'inbox' | 'cluster';
