import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ClusterHistory } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** Scores and changes of a cluster over time. `asOf` makes it load again after a scan. */
export function useHistory(
  clusterId: string,
  asOf: string | undefined,
): Loaded<ClusterHistory> {
  const api = useApi(eksIamHealthApiRef);
  return useLoad(
    useCallback(
      () => api.getHistory(clusterId),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- asOf stands for what the backend knows by then
      [api, clusterId, asOf],
    ),
  );
}
