import {
  ClusterSummary,
  Finding,
  HealthState,
  Severity,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';

/** The columns as they are; see `migrations`. Times are `toISOString` texts. */
export interface ClusterRow {
  id: string;
  arn: string;
  entity_ref: string | null;
  owner_ref: string | null;
  environment: string | null;
  found_at: string;
  removed_at: string | null;
  due_at: string;
  failures: number;
  last_error: string | null;
  last_error_kind: 'failed' | 'not-reachable' | null;
  lease_owner: string | null;
  lease_until: string | null;
  last_report_id: string | null;
  last_full_report_id: string | null;
  /** JSON of `ClusterSummary['trend']` */
  trend: string;
}

export interface ScanRow {
  id: string;
  cluster_id: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  trigger: 'schedule' | 'on-demand';
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  step: string | null;
  steps_done: number;
  steps_total: number;
  error: string | null;
  new_findings: number | null;
  mended_findings: number | null;
}

export interface ReportRow {
  scan_id: string;
  cluster_id: string;
  at: string;
  /** SQLite says 0 and 1 */
  full: boolean | number;
  score: number;
  coverage: number;
  health: HealthState;
  /** JSON of `VerdictCounts` */
  counts: string;
  /** JSON of `ClusterSummary['worst']` */
  worst: string | null;
  report: Buffer | null;
}

export interface SnapshotRow {
  cluster_id: string;
  at: string;
  snapshot: Buffer;
}

export interface FindingRow {
  key: string;
  cluster_id: string;
  check_id: string;
  subject: string;
  first_seen_at: string;
  last_seen_at: string;
  mended_at: string | null;
  verdict: Finding['verdict'];
  severity: Severity;
  title: string;
  message: string;
}

export interface TransitionRow {
  id: number;
  cluster_id: string;
  scan_id: string;
  at: string;
  kind: Transition['kind'];
  check_id: string;
  subject: string;
  title: string;
  message: string;
  verdict_before: Finding['verdict'] | null;
  verdict_after: Finding['verdict'] | null;
  severity: Severity;
  points: number;
}

export type TrendPoint = ClusterSummary['trend'][number];
