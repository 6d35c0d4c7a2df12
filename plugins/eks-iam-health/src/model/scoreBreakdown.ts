import {
  HealthReport,
  ScoreLine,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';

/** One line of "How the score is made": one check, or several that cost the same. */
export interface ScoreGroup {
  verdict: ScoreLine['verdict'];
  severity: Severity;
  lines: ScoreLine[];
  points: number;
}

const isOwnLine = (line: ScoreLine) =>
  line.verdict === 'fail' &&
  (line.severity === 'critical' || line.severity === 'high');

/** Dearest first; failing critical and high checks stand alone, others with their kind. */
export function scoreGroups(lines: readonly ScoreLine[]): ScoreGroup[] {
  const groups = new Map<string, ScoreGroup>();
  for (const line of lines) {
    const { verdict, severity, checkId } = line;
    const key = isOwnLine(line) ? checkId : `${verdict} ${severity}`;
    const group = groups.get(key) ?? {
      verdict,
      severity,
      lines: [],
      points: 0,
    };
    group.lines.push(line);
    group.points += line.points;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** How the sum of the lines becomes the score: it stops at zero, and a critical failure holds it down. */
export function scoreSum(report: HealthReport): {
  lost: number;
  /** taken away beside the lines, because of a failing critical check */
  heldDown: number;
  /** lines cost more than 100 */
  atZero: boolean;
} {
  const lost = report.scoreLines.reduce((sum, line) => sum + line.points, 0);
  const uncapped = Math.max(0, 100 - lost);
  return { lost, heldDown: uncapped - report.score, atZero: lost > 100 };
}
