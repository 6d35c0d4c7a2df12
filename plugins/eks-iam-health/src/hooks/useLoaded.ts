import { useCallback, useEffect, useRef, useState } from 'react';

/** Something on its way, there, or not to be had; what was there before stays while it is loaded again. */
export interface Loaded<T> {
  value?: T;
  error?: unknown;
  loading: boolean;
  reload: () => void;
  /** puts a newer value in place, as an action's answer gives it */
  replace: (value: T) => void;
}

/** Loads when `load` changes; keep it stable with `useCallback`. `undefined`: there is nothing to load yet. */
export function useLoaded<T>(load: (() => Promise<T>) | undefined): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload' | 'replace'>>({
    loading: load !== undefined,
  });
  const current = useRef(0);

  const run = useCallback(
    (keep: boolean) => {
      current.current += 1;
      const mine = current.current;
      if (!load) {
        setState({ loading: false });
        return;
      }
      setState(before => ({
        value: keep ? before.value : undefined,
        loading: true,
      }));
      load().then(
        value => {
          if (mine === current.current) setState({ value, loading: false });
        },
        error => {
          if (mine === current.current) setState({ error, loading: false });
        },
      );
    },
    [load],
  );

  useEffect(() => {
    run(false);
    return () => {
      current.current += 1;
    };
  }, [run]);

  const reload = useCallback(() => run(true), [run]);
  const replace = useCallback(
    (value: T) => setState({ value, loading: false }),
    [],
  );
  return { ...state, reload, replace };
}
