import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';
import { FollowedScan, useScan } from './useScan';

/** How a screen names its cluster. */
export type ClusterOf = { entityRef: string } | { clusterId: string };

/** Everything about one cluster, kept current by signals, or by asking while a scan runs. */
export function useCluster(
  of: ClusterOf,
): Loaded<ClusterDetail> & { scan: FollowedScan } {
  const api = useApi(eksIamHealthApiRef);
  const entityRef = 'entityRef' in of ? of.entityRef : undefined;
  const givenId = 'clusterId' in of ? of.clusterId : undefined;

  const loaded = useLoad(
    useCallback(async () => {
      const id = givenId ?? (await api.getClusterByEntity(entityRef!)).id;
      return api.getCluster(id);
    }, [api, givenId, entityRef]),
  );
  const { value, reload } = loaded;
  const clusterId = value?.summary.id;

  const { lastSignal } = useSignal<{ clusterId?: string }>('eks-iam-health');
  useEffect(() => {
    if (lastSignal?.clusterId && lastSignal.clusterId === clusterId) reload();
  }, [lastSignal, clusterId, reload]);

  const scan = useScan({ clusterId, known: value?.runningScan, onEnd: reload });
  return { ...loaded, scan };
}
