import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { RequestView } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';
import { useLoaded } from './useLoaded';
import { usePolling } from './usePolling';

const POLL_MS = 4000;

/** One's own requests, or those that wait for one's vote. */
export function useRequests(view: RequestView, clusterId?: string) {
  const api = useApi(eksIamHealthApiRef);
  const load = useCallback(
    () => api.listRequests({ view, clusterId }),
    [api, view, clusterId],
  );
  const loaded = useLoaded(load);
  usePolling(loaded.reload, POLL_MS);
  return loaded;
}

/** One request with its course; looked at again while it is on its way. */
export function useRequest(requestId: string | undefined) {
  const api = useApi(eksIamHealthApiRef);
  const load = useCallback(
    () => api.getRequest(requestId as string),
    [api, requestId],
  );
  const loaded = useLoaded(requestId ? load : undefined);
  const isOver = ['rejected', 'ended'].includes(loaded.value?.state ?? '');
  usePolling(loaded.reload, requestId && !isOver ? POLL_MS : undefined);
  return loaded;
}

/** What may be asked for on a cluster. */
export function useRequestOptions(clusterId: string | undefined) {
  const api = useApi(eksIamHealthApiRef);
  const load = useCallback(
    () => api.getRequestOptions(clusterId as string),
    [api, clusterId],
  );
  return useLoaded(clusterId ? load : undefined);
}
