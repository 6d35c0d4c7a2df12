import {
  ClusterHistory,
  ClusterSnapshot,
  Finding,
  HealthReport,
  Severity,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';
import { ReportLine } from './ClusterStore';
import { QueuedScan } from './ScanStore';

/** A finding over time. */
export interface StoredFinding {
  checkId: string;
  subject: string;
  firstSeenAt: string;
  lastSeenAt: string;
  mendedAt?: string;
  verdict: Finding['verdict'];
  severity: Severity;
  title: string;
  message: string;
}

/** What a scan changes in what is known. */
export interface FindingChanges {
  /** written as they are */
  findings: StoredFinding[];
  /** of checks that are no longer run */
  forgotten: StoredFinding[];
  transitions: Transition[];
  newFindings: number;
  mendedFindings: number;
}

/** What a scan that came to an end brings. */
export interface ScanOutcome {
  scan: QueuedScan;
  owner: string;
  finishedAt: Date;
  snapshot: ClusterSnapshot;
  report: HealthReport;
  /** whether the score counts; otherwise the last one stays and is marked old */
  reach:
    | { full: true }
    | { full: false; kind: 'not-reachable' | 'failed'; message: string };
  changes: FindingChanges;
  dueAt: Date;
  /** how many reports stay in full */
  keepReports: number;
}

/** What was known before a scan. */
export interface KnownBefore {
  openFindings: StoredFinding[];
  /** the last report whose score counts */
  lastFull?: HealthReport;
  last?: HealthReport;
}

export interface ReportStore {
  before(clusterId: string): Promise<KnownBefore>;
  /** Stores report, snapshot, findings and transitions and ends the scan, all or nothing; false when the lease is lost. */
  save(outcome: ScanOutcome): Promise<boolean>;
  latestReport(clusterId: string): Promise<HealthReport | undefined>;
  latestSnapshot(clusterId: string): Promise<ClusterSnapshot | undefined>;
  /** Open findings, and those mended by the last scan. */
  findings(clusterId: string): Promise<StoredFinding[]>;
  /** The report before the given one. */
  reportBefore(clusterId: string, at: string): Promise<ReportLine | undefined>;
  transitionsOf(scanId: string): Promise<Transition[]>;
  history(clusterId: string): Promise<ClusterHistory>;
  /** Removes what is older, but never the latest report of a cluster that is still there. */
  prune(olderThan: Date): Promise<number>;
}
