import { useCallback, useEffect, useRef, useState } from 'react';

/** What was loaded, or why not. A value that was loaded once stays while it is renewed, and when that fails. */
export interface Loaded<T> {
  value?: T;
  error?: unknown;
  /** the first answer is on its way */
  loading: boolean;
  reload: () => Promise<void>;
}

/** Loads when it appears and whenever `load` changes; answers that come too late are dropped. */
export function useLoad<T>(load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    of: () => Promise<T>;
    value?: T;
    error?: unknown;
  }>({ of: load });
  const current = useRef(load);
  current.current = load;

  const reload = useCallback(async () => {
    try {
      const value = await load();
      if (current.current === load) setState({ of: load, value });
    } catch (error) {
      if (current.current !== load) return;
      setState(before =>
        before.of === load ? { ...before, error } : { of: load, error },
      );
    }
  }, [load]);

  useEffect(() => {
    reload();
  }, [reload]);

  const { value, error } =
    state.of === load ? state : { value: undefined, error: undefined };
  return { value, error, loading: value === undefined && !error, reload };
}
