import { useCallback, useEffect, useRef, useState } from 'react';

/** What happened to the last copy, for two seconds. */
export type CopyState = 'idle' | 'copied' | 'failed';

const SHOWN_MS = 2000;

/** Puts text on the clipboard, also where the browser offers no clipboard (a portal without HTTPS). */
export function useCopy() {
  const [state, setState] = useState<CopyState>('idle');
  const timer = useRef<number>();
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const copy = useCallback(async (text: string) => {
    let done: boolean;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = copyBySelection(text);
    }
    setState(done ? 'copied' : 'failed');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setState('idle'), SHOWN_MS);
  }, []);

  return { state, copy };
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  // Inside an open dialog, since its focus trap would take the selection away from the page.
  const host =
    document.activeElement?.closest('[role="dialog"]') ?? document.body;
  host.appendChild(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
