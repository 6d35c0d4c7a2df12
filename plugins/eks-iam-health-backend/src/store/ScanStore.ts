import { ScanView } from 'backstage-plugin-eks-iam-health-common';

/** A scan that waits for a worker. */
export interface QueuedScan {
  scanId: string;
  clusterId: string;
  arn: string;
  trigger: ScanView['trigger'];
}

/** Who holds a cluster while scanning it, and until when without a sign of life. */
export interface Lease {
  owner: string;
  until: Date;
}

export interface ScanFailure {
  message: string;
  /** when to try again */
  dueAt: Date;
}

/** Scans: the record of what was done, and the queue that replicas share. */
export interface ScanStore {
  /** The cluster's open scan, or a new one. One that only waits because it is due becomes one that people wait for. */
  open(
    clusterId: string,
    trigger: ScanView['trigger'],
    now: Date,
  ): Promise<ScanView>;
  /** Opens a scan for each cluster that is due and has none. */
  openDue(now: Date): Promise<number>;
  /** What waits: people first, then the oldest. */
  queued(): Promise<QueuedScan[]>;
  /** Takes cluster and scan, if nobody else has them. */
  claim(scan: QueuedScan, lease: Lease, now: Date): Promise<boolean>;
  /** Gives a sign of life; false when the cluster was lost to somebody else. */
  renew(clusterId: string, lease: Lease): Promise<boolean>;
  progress(
    scanId: string,
    progress: { step: string; done: number; total: number },
  ): Promise<void>;
  /** Puts a claimed scan back, as when the process is asked to stop. */
  giveBack(scan: QueuedScan, owner: string): Promise<void>;
  /** Ends a scan that brought no report. The last report stays. False when the scan was lost to somebody else. */
  fail(
    scan: QueuedScan,
    owner: string,
    failure: ScanFailure,
    now: Date,
  ): Promise<boolean>;
  /** Ends the scans of those who gave no sign of life; their clusters are due again at `dueAt(failures)`. */
  failAbandoned(
    now: Date,
    dueAt: (failures: number) => Date,
  ): Promise<ScanView[]>;
  get(scanId: string): Promise<ScanView | undefined>;
  lastFinished(clusterId: string): Promise<ScanView | undefined>;
  /** When somebody last asked for a scan of this cluster. */
  lastOnDemandAt(clusterId: string): Promise<string | undefined>;
}
