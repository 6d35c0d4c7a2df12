/** One scan's score; `null` where nothing was read. */
export interface TrendPoint {
  at: string;
  score: number | null;
}

/** A trend as SVG: one path per stretch without a gap, and the dot at its end. */
export interface SparkShape {
  paths: string[];
  end?: { x: number; y: number };
}

// Two scores that lie close look flat rather than dramatic.
const LEAST_RANGE = 30;
const MARGIN = 3;

/** Draws the trend into a box; breaks where nothing was read. */
export function sparkPath(
  points: readonly TrendPoint[],
  width: number,
  height: number,
): SparkShape {
  const scores = points.flatMap(p => (p.score === null ? [] : [p.score]));
  if (scores.length === 0) return { paths: [] };
  const [low, high] = scaleOf(scores);
  const x = (i: number) =>
    MARGIN + (i * (width - 2 * MARGIN)) / Math.max(1, points.length - 1);
  const y = (score: number) =>
    MARGIN + ((high - score) * (height - 2 * MARGIN)) / (high - low);

  const stretches: string[][] = [[]];
  let end: SparkShape['end'];
  points.forEach(({ score }, i) => {
    if (score === null) {
      stretches.push([]);
      return;
    }
    end = { x: x(i), y: y(score) };
    stretches[stretches.length - 1].push(
      `${end.x.toFixed(1)} ${end.y.toFixed(1)}`,
    );
  });
  return {
    paths: stretches
      .filter(stretch => stretch.length > 1)
      .map(stretch => `M${stretch.join('L')}`),
    end,
  };
}

function scaleOf(scores: number[]): [low: number, high: number] {
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const missing = Math.max(0, LEAST_RANGE - (most - least));
  const low = Math.max(0, Math.min(least - missing / 2, 100 - LEAST_RANGE));
  return [low, Math.max(most, low + LEAST_RANGE)];
}
