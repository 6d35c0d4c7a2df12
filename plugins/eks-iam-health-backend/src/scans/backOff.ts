const FIRST_SECONDS = 30;
const LONGEST_SECONDS = 3600;

/**
 * When to try a cluster again that failed so many times in a row: soon at first, since most failures pass, then ever
 * more seldom, up to an hour or the usual interval. Jitter keeps clusters that failed together from returning together.
 *
 * @param random - 0 to 1
 */
export function retryAt(
  now: Date,
  failures: number,
  frequencySeconds: number,
  random: number,
): Date {
  const longest = Math.max(LONGEST_SECONDS, frequencySeconds);
  const seconds = Math.min(
    longest,
    FIRST_SECONDS * 2 ** Math.min(Math.max(failures - 1, 0), 20),
  );
  return new Date(now.getTime() + jittered(seconds, random) * 1000);
}

/** When a cluster that was read is due again. */
export function nextDueAt(
  now: Date,
  frequencySeconds: number,
  random: number,
): Date {
  return new Date(now.getTime() + jittered(frequencySeconds, random) * 1000);
}

/** Within a tenth, to either side. */
function jittered(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random);
}
