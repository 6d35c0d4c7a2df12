import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';

export interface CollectOptions {
  /** ends the collecting; the promise is then rejected */
  signal: AbortSignal;
  /** read what is shared between clusters anew, as after "check now" */
  fresh: boolean;
  onStep(progress: { step: string; done: number; total: number }): void;
}

/** Where snapshots come from: all that the scans know of AWS and Kubernetes. */
export interface SnapshotSource {
  collect(
    clusterArn: string,
    options: CollectOptions,
  ): Promise<ClusterSnapshot>;
}
