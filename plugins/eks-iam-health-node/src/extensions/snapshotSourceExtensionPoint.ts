import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';

/** What a source is told about one collection. @public */
export interface CollectOptions {
  /** ends the collecting; the promise is then rejected */
  signal: AbortSignal;
  /** read what is shared between clusters anew, as after "check now" */
  fresh: boolean;
  /** tells people how far it is */
  onStep(progress: { step: string; done: number; total: number }): void;
}

/** Where snapshots come from: all that the scans know of AWS and Kubernetes. @public */
export interface SnapshotSource {
  collect(
    clusterArn: string,
    options: CollectOptions,
  ): Promise<ClusterSnapshot>;
}

/** Takes another source of snapshots. @public */
export interface EksIamHealthSnapshotSourceExtensionPoint {
  /** Takes the place of reading live; may be called once. */
  setSource(source: SnapshotSource): void;
}

/** Takes snapshots from elsewhere, such as a store that another system fills. @public */
export const eksIamHealthSnapshotSourceExtensionPoint =
  createExtensionPoint<EksIamHealthSnapshotSourceExtensionPoint>({
    id: 'eks-iam-health.snapshot-source',
  });
