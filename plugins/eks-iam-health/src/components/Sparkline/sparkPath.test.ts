import { sparkPath } from './sparkPath';

const trend = (...scores: Array<number | null>) =>
  scores.map((score, i) => ({ at: `2026-11-${10 + i}T00:00:00Z`, score }));

describe('sparkPath', () => {
  it('ends in the last score that was read', () => {
    const { paths, end } = sparkPath(trend(64, 30), 60, 22);
    expect(paths).toEqual(['M3.0 3.0L57.0 19.0']);
    expect(end).toEqual({ x: 57, y: 19 });
  });

  it('keeps a scale of at least 30 points, so that 76 to 74 is nearly flat', () => {
    const [path] = sparkPath(trend(76, 74), 60, 22).paths;
    const [from, to] = [...path.matchAll(/ ([\d.]+)/g)].map(m => Number(m[1]));
    expect(to - from).toBeLessThan(1.5);
    expect(to).toBeGreaterThan(from);
  });

  it('stays inside its box at both ends of the scale', () => {
    for (const score of [0, 100]) {
      const { end } = sparkPath(trend(score, score), 60, 22);
      expect(end!.y).toBeGreaterThanOrEqual(3);
      expect(end!.y).toBeLessThanOrEqual(19);
    }
  });

  it('breaks where nothing was read', () => {
    expect(sparkPath(trend(50, 52, null, 60, 61), 60, 22).paths).toHaveLength(
      2,
    );
  });

  it('is empty without any score', () => {
    expect(sparkPath(trend(null, null), 60, 22)).toEqual({ paths: [] });
  });
});
