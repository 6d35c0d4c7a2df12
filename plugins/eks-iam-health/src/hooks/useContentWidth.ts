import { useLayoutEffect, useRef, useState } from 'react';

/** Steps of the content's own width: a pinned sidebar takes 224 px that breakpoints of the window do not know of. */
export type ContentWidth = 'wide' | 'medium' | 'narrow';

const WIDE = 1140;
const MEDIUM = 990;

const stepOf = (width: number): ContentWidth => {
  if (width >= WIDE) return 'wide';
  return width >= MEDIUM ? 'medium' : 'narrow';
};

/** Watches one element; `wide` until it was measured. */
export function useContentWidth<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState<ContentWidth>('wide');
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(stepOf(entry.contentRect.width)),
    );
    setWidth(stepOf(element.getBoundingClientRect().width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
