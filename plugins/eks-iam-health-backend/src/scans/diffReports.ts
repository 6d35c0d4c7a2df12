import {
  CheckOutcome,
  Finding,
  HealthReport,
  Severity,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';
import { FindingChanges, KnownBefore, StoredFinding } from '../store';

const severities: Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/** How bad a finding is, to compare it with itself: failing before warning, then by severity. */
const badness = (f: Pick<Finding, 'verdict' | 'severity'>) =>
  (f.verdict === 'fail' ? 10 : 0) + severities.indexOf(f.severity);

const wordsOf = (outcome: CheckOutcome, finding: Finding) => ({
  checkId: finding.checkId,
  subject: finding.subject,
  title: outcome.title,
  message: finding.message,
  severity: finding.severity,
});

const pick = (f: StoredFinding) => ({
  checkId: f.checkId,
  subject: f.subject,
  title: f.title,
  message: f.message,
  severity: f.severity,
});

const keyOf = (f: { checkId: string; subject: string }) =>
  `${f.checkId}~${f.subject}`;

/**
 * What a new report changes in what was known. A finding is mended only when its check read everything it needs and no
 * longer finds it; as long as something was not read it stays open, as last seen.
 *
 * The first report of a cluster is where the count begins, so it brings findings but no transitions.
 *
 * @param full - whether the score of the new report counts; if not, checks that fall silent are not told one by one
 */
export function diffReports(
  before: KnownBefore,
  report: HealthReport,
  full: boolean,
): FindingChanges {
  const at = new Date(report.collectedAt).toISOString();
  const open = new Map(before.openFindings.map(f => [keyOf(f), f]));
  const isFirst = !before.last && !before.lastFull;
  const points = pointsByCheck(before.lastFull, report, full);

  const changes: FindingChanges = {
    findings: [],
    forgotten: [],
    transitions: [],
    newFindings: 0,
    mendedFindings: 0,
  };
  const tell = (transition: Omit<Transition, 'at' | 'points'>) => {
    if (isFirst) return;
    // all transitions of a check share its points, so the first one carries them
    const own = points.get(transition.checkId) ?? 0;
    points.delete(transition.checkId);
    changes.transitions.push({ ...transition, at, points: own });
  };

  const outcomes = new Map(report.checks.map(c => [c.checkId, c]));
  for (const outcome of report.checks) {
    for (const finding of outcome.findings) {
      const known = open.get(keyOf(finding));
      open.delete(keyOf(finding));
      const kind = kindOf(known, finding);
      if (kind) {
        tell({
          ...wordsOf(outcome, finding),
          kind,
          verdictBefore: known?.verdict,
          verdictAfter: finding.verdict,
        });
      }
      if (kind === 'new') changes.newFindings += 1;
      changes.findings.push({
        ...wordsOf(outcome, finding),
        verdict: finding.verdict,
        firstSeenAt: known?.firstSeenAt ?? at,
        lastSeenAt: at,
      });
    }
  }

  for (const gone of open.values()) {
    const outcome = outcomes.get(gone.checkId);
    if (!outcome) {
      changes.forgotten.push(gone);
      continue;
    }
    if (outcome.missing.length > 0) continue;
    changes.findings.push({ ...gone, mendedAt: at });
    const wasKnown = gone.verdict !== 'unknown';
    if (wasKnown) changes.mendedFindings += 1;
    tell({
      ...pick(gone),
      kind: wasKnown ? 'mended' : 'known-again',
      verdictBefore: gone.verdict,
    });
  }

  if (full && before.lastFull) {
    for (const change of knownChanges(before.lastFull, report)) tell(change);
  }
  return changes;
}

function kindOf(
  known: StoredFinding | undefined,
  finding: Finding,
): Transition['kind'] | undefined {
  if (!known) return finding.verdict === 'unknown' ? 'less-known' : 'new';
  if (finding.verdict === 'unknown') {
    return known.verdict === 'unknown' ? undefined : 'less-known';
  }
  if (known.verdict === 'unknown') return 'known-again';
  const change = badness(finding) - badness(known);
  if (change === 0) return undefined;
  return change > 0 ? 'worse' : 'better';
}

/** Checks that can no longer say anything, or can again. Their subject is the cluster. */
function knownChanges(
  before: HealthReport,
  after: HealthReport,
): Array<Omit<Transition, 'at' | 'points'>> {
  const isSilent = (c: CheckOutcome) =>
    c.verdict === 'unknown' && c.findings.length === 0;
  const earlier = new Map(before.checks.map(c => [c.checkId, c]));
  return after.checks.flatMap(check => {
    const past = earlier.get(check.checkId);
    if (!past || isSilent(past) === isSilent(check)) return [];
    // what it found now, or had found, is told finding by finding
    if (!isSilent(check) && check.findings.length > 0) return [];
    const detail = check.missing[0]?.detail;
    return [
      {
        kind: isSilent(check) ? 'less-known' : 'known-again',
        checkId: check.checkId,
        subject: after.arn,
        title: check.title,
        severity: check.severity,
        message: isSilent(check)
          ? `can no longer be decided${detail ? `: ${detail}` : ''}`
          : 'can be decided again',
      } as const,
    ];
  });
}

/** What the change of each check adds to the score; negative when it costs. */
function pointsByCheck(
  before: HealthReport | undefined,
  after: HealthReport,
  full: boolean,
): Map<string, number> {
  const points = new Map<string, number>();
  if (!before || !full) return points;
  const add = (checkId: string, change: number) =>
    points.set(checkId, (points.get(checkId) ?? 0) + change);
  for (const line of before.scoreLines) add(line.checkId, line.points);
  for (const line of after.scoreLines) add(line.checkId, -line.points);
  return points;
}
