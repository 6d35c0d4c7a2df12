import {
  Area,
  CheckOutcome,
  ClusterDetail,
  Finding,
  Severity,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import { findingKey } from './findingKey';

/** One check as a row of its area: its worst finding speaks for it. */
export interface CheckRow {
  check: CheckOutcome;
  verdict: Verdict;
  severity: Severity;
  /** worst first */
  findings: Finding[];
  /** starts in lower case, user data in backticks; empty when there is nothing to say */
  message: string;
  /** how many findings of the same weight it does not mention */
  more: number;
  /** points it costs */
  points: number;
  firstSeenAt?: string;
  isNew: boolean;
  /** addresses of its findings, in order; of the check itself when it has none */
  keys: string[];
}

export const verdictOrder: Verdict[] = [
  'fail',
  'warn',
  'unknown',
  'pass',
  'not-applicable',
];
export const severityOrder: Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

const byOrder = (
  a: { verdict: Verdict; severity: Severity },
  b: { verdict: Verdict; severity: Severity },
) =>
  verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict) ||
  severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity);

/** All checks of the report as rows: by verdict, then severity, then newest. */
export function checkRows(detail: ClusterDetail): CheckRow[] {
  const { report, findingRecords, changes } = detail;
  if (!report) return [];
  const newKeys = new Set(
    changes.transitions
      .filter(transition => transition.kind === 'new')
      .map(({ checkId, subject }) => findingKey(checkId, subject)),
  );
  const points = new Map(
    report.scoreLines.map(line => [line.checkId, line.points]),
  );
  return report.checks
    .map(check => {
      const findings = [...check.findings].sort(byOrder);
      const worst = findings[0];
      const alike = findings.filter(f => f.verdict === check.verdict);
      const keys = findings.map(f => findingKey(f.checkId, f.subject));
      const seen = alike
        .map(f => findingRecords[findingKey(f.checkId, f.subject)]?.firstSeenAt)
        .filter(at => at !== undefined)
        .sort();
      return {
        check,
        verdict: check.verdict,
        severity: worst?.severity ?? check.severity,
        findings,
        message: worst?.message ?? check.missing[0]?.detail ?? '',
        more: Math.max(0, alike.length - 1),
        points: points.get(check.checkId) ?? 0,
        firstSeenAt: seen[0],
        isNew: keys.some(key => newKeys.has(key)),
        keys: keys.length > 0 ? keys : [findingKey(check.checkId)],
      };
    })
    .sort(
      (a, b) =>
        byOrder(a, b) ||
        (b.firstSeenAt ?? '').localeCompare(a.firstSeenAt ?? '') ||
        a.check.number.localeCompare(b.check.number),
    );
}

/** The most rows a card shows before it is opened. */
export const ROWS_SHOWN = 3;

/** What a card shows of its rows. */
export interface AreaView {
  rows: CheckRow[];
  /** rows that a single note speaks for: unknown because something was not read */
  unread: CheckRow[];
  /** how many more need attention than are shown */
  hidden: number;
}

/**
 * Which rows of an area are shown. Several checks that could not be decided for want of a read become one note, since
 * they have one cause; opened or filtered, every check has its row.
 */
export function areaView(
  rows: readonly CheckRow[],
  area: Area,
  options: { all: boolean; verdicts: readonly Verdict[] },
): AreaView {
  const here = rows.filter(row => row.check.area === area);
  if (options.verdicts.length > 0) {
    return {
      rows: here.filter(row => options.verdicts.includes(row.verdict)),
      unread: [],
      hidden: 0,
    };
  }
  if (options.all) return { rows: here, unread: [], hidden: 0 };
  const open = here.filter(
    ({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable',
  );
  const unread = open.filter(
    row => row.verdict === 'unknown' && row.findings.length === 0,
  );
  const noted = unread.length > 1 ? unread : [];
  const rest = open.filter(row => !noted.includes(row));
  return {
    rows: rest.slice(0, ROWS_SHOWN),
    unread: noted,
    hidden: Math.max(0, rest.length - ROWS_SHOWN),
  };
}
