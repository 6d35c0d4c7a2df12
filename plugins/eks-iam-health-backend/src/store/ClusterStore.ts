import {
  ClusterSummary,
  HealthState,
  ScanView,
  VerdictCounts,
} from 'backstage-plugin-eks-iam-health-common';
import { TrendPoint } from './tables';

/** A cluster as catalog or configuration name it: its ARN, and whom to ask about it. */
export interface LocatedCluster {
  arn: string;
  entityRef?: string;
  ownerRef?: string;
  environment?: string;
}

/** A report without its details. */
export interface ReportLine {
  scanId: string;
  at: string;
  /** whether the cluster was read well enough for the score to count */
  full: boolean;
  score: number;
  coverage: number;
  health: HealthState;
  counts: VerdictCounts;
  worst?: ClusterSummary['worst'];
}

export interface StoredCluster extends LocatedCluster {
  id: string;
  dueAt: string;
  failures: number;
  lastError?: { kind: 'failed' | 'not-reachable'; message: string };
  lastReport?: ReportLine;
  lastFullReport?: ReportLine;
  trend: TrendPoint[];
  openScan?: ScanView;
}

export interface ClusterStore {
  /**
   * Makes the list of clusters what was located: new ones are due at once, lost ones are kept aside with their history,
   * and come back with it.
   */
  sync(located: LocatedCluster[], now: Date): Promise<void>;
  /** All clusters that are there, by name. */
  list(): Promise<StoredCluster[]>;
  get(id: string): Promise<StoredCluster | undefined>;
  byEntityRef(entityRef: string): Promise<StoredCluster | undefined>;
  /** What is now known of each cluster's entity, so that a second entity cannot take a cluster over. */
  entityRefs(): Promise<Map<string, string>>;
}
