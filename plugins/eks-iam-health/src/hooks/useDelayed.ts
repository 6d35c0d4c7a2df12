import { useEffect, useState } from 'react';

/** True once `milliseconds` have passed, so that what is quick shows no skeleton. */
export function useDelayed(milliseconds = 300): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
