import { useEffect } from 'react';

/** Calls again and again while the page is seen; never when no interval is given. */
export function usePolling(call: () => void, intervalMs: number | undefined) {
  useEffect(() => {
    if (intervalMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') call();
    }, intervalMs);
    return () => clearInterval(timer);
  }, [call, intervalMs]);
}
