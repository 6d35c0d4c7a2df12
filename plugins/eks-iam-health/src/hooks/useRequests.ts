import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { RequestView } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';
import { useLoad } from './useLoad';
import { usePolling } from './usePolling';

const POLL_MS = 4000;
const LIST_POLL_MS = 15_000;

/** One's own requests, or those that wait for one's vote. */
export function useRequests(view: RequestView) {
  const api = useApi(eksIamHealthApiRef);
  const loaded = useLoad(
    useCallback(() => api.listRequests({ view }), [api, view]),
  );
  usePolling(loaded.reload, LIST_POLL_MS);
  return loaded;
}

/** One request with its course; looked at again while it is on its way. */
export function useRequest(requestId: string) {
  const api = useApi(eksIamHealthApiRef);
  const loaded = useLoad(
    useCallback(() => api.getRequest(requestId), [api, requestId]),
  );
  const isOver = ['rejected', 'ended'].includes(loaded.value?.state ?? '');
  usePolling(loaded.reload, isOver ? undefined : POLL_MS);
  return loaded;
}

/** What may be asked for on a cluster. */
export function useRequestOptions(clusterId: string) {
  const api = useApi(eksIamHealthApiRef);
  return useLoad(
    useCallback(() => api.getRequestOptions(clusterId), [api, clusterId]),
  );
}
