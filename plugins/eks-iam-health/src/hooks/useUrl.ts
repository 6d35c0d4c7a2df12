import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** A change of the query: a value, a list of values, or nothing to remove the name. */
export type QueryChange = Record<
  string,
  string | readonly string[] | undefined
>;

/** The state of a screen that lives in its address, so that a view can be sent. */
export function useUrl() {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(() => new URLSearchParams(search), [search]);

  const hrefWith = useCallback(
    (change: QueryChange) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        next.delete(name);
        for (const one of [value ?? []].flat()) next.append(name, one);
      }
      const text = next.toString();
      return `${pathname}${text ? `?${text}` : ''}${hash}`;
    },
    [pathname, search, hash],
  );

  const change = useCallback(
    (changes: QueryChange) => navigate(hrefWith(changes), { replace: true }),
    [navigate, hrefWith],
  );

  return { query, hrefWith, change };
}
