import {
  Area,
  areas,
  CheckOutcome,
  ClusterSnapshot,
  HealthReport,
  HealthState,
  ScoreLine,
  Severity,
  Verdict,
  VerdictCounts,
} from '../model';

/** Points of a failing check; a warning costs half. @public */
export const pointsBySeverity: Record<Severity, number> = {
  critical: 25,
  high: 10,
  medium: 4,
  low: 1,
  info: 0,
};

/** A failing critical check holds the score at this at most. @public */
export const CRITICAL_CAP = 49;

/** The worst finding decides what a check costs: one that is milder than its check costs less. */
function severityOf(outcome: CheckOutcome): Severity {
  const order: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
  const counted = outcome.findings.filter(f => f.verdict === outcome.verdict);
  return (
    order.find(severity => counted.some(f => f.severity === severity)) ??
    outcome.severity
  );
}

function countsOf(outcomes: readonly CheckOutcome[]): VerdictCounts {
  const counts: VerdictCounts = {
    fail: 0,
    warn: 0,
    unknown: 0,
    pass: 0,
    'not-applicable': 0,
  };
  for (const { verdict } of outcomes) counts[verdict] += 1;
  return counts;
}

/** What each failing or warning check costs, dearest first. @public */
export function scoreLines(outcomes: readonly CheckOutcome[]): ScoreLine[] {
  return outcomes
    .flatMap(outcome => {
      const { verdict } = outcome;
      if (verdict !== 'fail' && verdict !== 'warn') return [];
      const severity = severityOf(outcome);
      const points =
        pointsBySeverity[severity] * (verdict === 'fail' ? 1 : 0.5);
      return [
        {
          checkId: outcome.checkId,
          title: outcome.title,
          verdict,
          severity,
          points,
        },
      ];
    })
    .sort((a, b) => b.points - a.points || a.checkId.localeCompare(b.checkId));
}

function stateOf(
  score: number,
  coverage: number,
  lines: readonly ScoreLine[],
): HealthState {
  const failing = (severity: Severity) =>
    lines.some(line => line.verdict === 'fail' && line.severity === severity);
  if (failing('critical')) return 'unhealthy';
  if (coverage < 0.5) return 'not-known';
  if (score < 60) return 'unhealthy';
  if (score < 85 || failing('high')) return 'needs-attention';
  return 'healthy';
}

/**
 * Counts, score and coverage of a cluster from what its checks say. Mending never lowers the score. What is unknown
 * costs no points but lowers the coverage, so the two are only ever shown together.
 *
 * @public
 */
export function healthReport(
  snapshot: ClusterSnapshot,
  outcomes: CheckOutcome[],
  facts: Record<Area, Array<{ label: string; value: string }>>,
): HealthReport {
  const lines = scoreLines(outcomes);
  const lost = lines.reduce((sum, line) => sum + line.points, 0);
  const criticalFails = lines.some(
    line => line.verdict === 'fail' && line.severity === 'critical',
  );
  const uncapped = Math.max(0, 100 - lost);
  const score = criticalFails ? Math.min(uncapped, CRITICAL_CAP) : uncapped;
  const counts = countsOf(outcomes);
  const known = counts.pass + counts.fail + counts.warn;
  const applicable = known + counts.unknown;
  const coverage = applicable === 0 ? 0 : known / applicable;

  return {
    arn: snapshot.arn,
    collectedAt: snapshot.collectedAt,
    score,
    ...(criticalFails && uncapped > CRITICAL_CAP
      ? { cappedAt: CRITICAL_CAP }
      : {}),
    scoreLines: lines,
    coverage,
    state: stateOf(score, coverage, lines),
    counts,
    areas: areas.map(area => {
      const here = outcomes.filter(outcome => outcome.area === area);
      return {
        area,
        counts: countsOf(here),
        pointsLost: scoreLines(here).reduce((sum, l) => sum + l.points, 0),
      };
    }),
    checks: outcomes,
    unread: unreadSections(outcomes),
    facts,
    calls: snapshot.calls,
  };
}

function unreadSections(outcomes: readonly CheckOutcome[]) {
  const bySection = new Map<string, HealthReport['unread'][number]>();
  for (const outcome of outcomes) {
    for (const missing of outcome.missing) {
      const entry = bySection.get(missing.section) ?? {
        ...missing,
        checksLeftUnknown: 0,
      };
      if (outcome.verdict === ('unknown' satisfies Verdict)) {
        entry.checksLeftUnknown += 1;
      }
      bySection.set(missing.section, entry);
    }
  }
  return [...bySection.values()].sort(
    (a, b) => b.checksLeftUnknown - a.checksLeftUnknown,
  );
}
