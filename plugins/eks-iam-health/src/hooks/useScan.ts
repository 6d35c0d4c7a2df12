import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';

const POLL_MS = 1500;

const isOver = (scan: ScanView) =>
  scan.state === 'succeeded' || scan.state === 'failed';

/** A cluster's scan: started here or by somebody else, followed until it is over. */
export interface FollowedScan {
  /** the one that is on its way */
  running?: ScanView;
  /** the one that ended while this page was open */
  finished?: ScanView;
  /** why it could not be started */
  refusal?: unknown;
  start: () => Promise<void>;
}

/** Follows the running scan by asking every 1.5 seconds, and calls `onEnd` when it is over. */
export function useScan(options: {
  clusterId?: string;
  /** as the backend told with the cluster */
  known?: ScanView;
  onEnd: () => void;
}): FollowedScan {
  const { clusterId, known, onEnd } = options;
  const api = useApi(eksIamHealthApiRef);
  const [scan, setScan] = useState<ScanView>();
  const [refusal, setRefusal] = useState<unknown>();
  const end = useRef(onEnd);
  end.current = onEnd;

  useEffect(() => {
    // One that was seen to end here may still be "running" in an answer that was on its way.
    if (known && !isOver(known)) {
      setScan(seen => (seen?.id === known.id && isOver(seen) ? seen : known));
    }
  }, [known]);

  const followed = scan && !isOver(scan) ? scan.id : undefined;
  useEffect(() => {
    if (!followed) return undefined;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      try {
        const latest = await api.getScan(followed);
        if (stopped) return;
        setScan(latest);
        if (isOver(latest)) {
          end.current();
          return;
        }
      } catch {
        // An answer that does not come is asked for again; the page says what it last knew.
      }
      if (!stopped) timer = setTimeout(ask, POLL_MS);
    };
    timer = setTimeout(ask, POLL_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [api, followed]);

  const start = useCallback(async () => {
    if (!clusterId) return;
    setRefusal(undefined);
    try {
      setScan(await api.startScan(clusterId));
    } catch (error) {
      setRefusal(error);
    }
  }, [api, clusterId]);

  const over = scan && isOver(scan);
  return {
    running: over ? undefined : scan,
    finished: over ? scan : undefined,
    refusal,
    start,
  };
}
