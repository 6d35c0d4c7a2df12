import { CheckOutcome } from 'backstage-plugin-eks-iam-health-common';
import { CheckRun, isDefect } from '../checkRun/runChecksOn';
import { plain } from '../text/plain';
import { repairLines } from '../text/repairLines';
import { thresholdLine, totalsLine } from './totals';

const shown = ['fail', 'warn', 'unknown'] as const;
const indent = ' '.repeat(8);

function blockOf(
  outcome: CheckOutcome,
  { acceptance, repairFor }: CheckRun,
): string {
  const { verdict, severity, number, checkId, title } = outcome;
  const findings = outcome.findings.flatMap(finding => {
    const accepted = isDefect(finding) ? acceptance(finding) : undefined;
    const why = accepted?.reason ? `: ${plain(accepted.reason)}` : '';
    const notes = [
      finding.severity === severity ? '' : finding.severity,
      finding.verdict === verdict ? '' : finding.verdict,
      accepted ? `accepted${why}` : '',
    ].filter(note => note !== '');
    return [
      `${indent}${plain(finding.message)}${
        notes.length > 0 ? ` (${notes.join(', ')})` : ''
      }`,
      ...(repairFor
        ? repairLines(finding.repairs, repairFor, `${indent}  `)
        : []),
    ];
  });
  return [
    `${verdict.toUpperCase().padEnd(8)}${severity.padEnd(9)} ${number.padEnd(
      10,
    )} ${title} (${checkId})`,
    ...findings,
  ].join('\n');
}

/** What was not read, once for all checks that lack it. */
const unreadLines = ({ report }: CheckRun): string[] =>
  report.unread.map(
    ({ section, detail, permission, checksLeftUnknown }) =>
      `not read: ${section}, ${plain(detail)}${
        permission ? `; it needs ${plain(permission)}` : ''
      } (${checksLeftUnknown} ${
        checksLeftUnknown === 1 ? 'check' : 'checks'
      } unknown)`,
  );

/** For people: what fails, then what may, then what could not be decided, with the totals at the end. */
export function renderCheckTable(run: CheckRun): string {
  const { report } = run;
  const blocks = shown.flatMap(verdict =>
    report.checks
      .filter(outcome => outcome.verdict === verdict)
      .map(outcome => blockOf(outcome, run)),
  );
  return [
    ...blocks,
    ...(blocks.length > 0 ? [''] : []),
    ...unreadLines(run),
    `${report.arn}, read ${report.collectedAt}`,
    totalsLine(run),
    thresholdLine(run),
  ].join('\n');
}
