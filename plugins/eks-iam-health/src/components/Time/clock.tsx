import {
  createContext,
  ReactNode,
  useContext,
  useEffect,
  useState,
} from 'react';

const FixedNow = createContext<string | undefined>(undefined);

const TICK_MS = 20_000;

/** Holds the time still, for tests and pictures. */
export function FixedClock(props: { now: string; children: ReactNode }) {
  return (
    <FixedNow.Provider value={props.now}>{props.children}</FixedNow.Provider>
  );
}

/** The time as ISO 8601, renewed often enough for "2 minutes ago". */
export function useNow(): string {
  const fixed = useContext(FixedNow);
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    if (fixed) return undefined;
    const timer = setInterval(() => setNow(new Date().toISOString()), TICK_MS);
    return () => clearInterval(timer);
  }, [fixed]);
  return fixed ?? now;
}
