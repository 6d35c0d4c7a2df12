import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  ClusterList,
  ClusterSummary,
} from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

const CALM_MS = 30_000;
const BUSY_MS = 3_000;

const isBusy = ({ condition }: ClusterSummary) =>
  condition === 'queued' || condition === 'scanning';

/** All clusters one may see; renewed by signals and by asking, sooner while something is scanned. */
export function useClusters(): Loaded<ClusterList> {
  const api = useApi(eksIamHealthApiRef);
  const loaded = useLoad(useCallback(() => api.listClusters(), [api]));
  const { value, error, reload } = loaded;

  const { lastSignal } = useSignal('eks-iam-health');
  useEffect(() => {
    if (lastSignal) reload();
  }, [lastSignal, reload]);

  useEffect(() => {
    const wait = value?.items.some(isBusy) ? BUSY_MS : CALM_MS;
    const timer = setTimeout(reload, wait);
    return () => clearTimeout(timer);
  }, [value, error, reload]);

  return loaded;
}
