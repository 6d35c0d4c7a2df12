/** Whether two texts differ by one inserted, deleted or replaced character at most. */
export function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** A name that was probably meant: the same but for case, or one slip away. Short names are too alike to guess. */
export function nearName(
  name: string,
  known: Iterable<string>,
): string | undefined {
  const folded = name.toLowerCase();
  let slip: string | undefined;
  for (const candidate of known) {
    if (candidate === name) continue;
    const other = candidate.toLowerCase();
    if (other === folded) return candidate;
    if (!slip && name.length > 3 && isOneEditApart(folded, other)) {
      slip = candidate;
    }
  }
  return slip;
}
