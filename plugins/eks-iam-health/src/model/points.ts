const MINUS = '\u2212';

/** Points as they are written: `−12.5`, `0`, `+4`. */
export function signedPoints(points: number): string {
  if (points === 0) return '0';
  return `${points < 0 ? MINUS : '+'}${plainPoints(Math.abs(points))}`;
}

/** At most one decimal, and none when it is zero: `12.5`, `27`. */
export function plainPoints(points: number): string {
  return String(Math.round(points * 10) / 10);
}
