import { CheckOutcome } from 'backstage-plugin-eks-iam-health-common';
import { CheckRun, isDefect } from '../checkRun/runChecksOn';
import { plain } from '../text/plain';
import { RepairText, repairTexts } from '../text/repairLines';
import { thresholdLine, totalsLine } from './totals';

const shown = ['fail', 'warn', 'unknown'] as const;

/**
 * Text inside Markdown. What stands in backticks is code already and stays;
 * everything else could be markup, a link or HTML.
 */
function md(text: string): string {
  return plain(text)
    .split(/(`[^`]*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/[\\`*_[\]|~]/g, '\\$&')
            .replace(/&/g, '&amp;')
            .replace(/</g, '&lt;')
            .replace(/>/g, '&gt;'),
    )
    .join('');
}

/** Inside the item of a list; a fence longer than any in the commands, so that they cannot end it. */
function repairBlock({ title, commands }: RepairText): string[] {
  const longest = Math.max(
    2,
    ...(commands.join('\n').match(/`+/g) ?? []).map(ticks => ticks.length),
  );
  const fence = '`'.repeat(longest + 1);
  return [
    `  - ${md(title)}`,
    ...(commands.length > 0
      ? ['', ...[fence, ...commands, fence].map(line => `    ${line}`), '']
      : []),
  ];
}

function detailsOf(outcome: CheckOutcome, run: CheckRun): string {
  const { number, title, checkId, why, documentation } = outcome;
  return [
    `### ${number} ${md(title)}`,
    '',
    `${md(why)} [${checkId}](${documentation})`,
    '',
    ...outcome.findings.flatMap(finding => {
      const accepted = isDefect(finding) && run.acceptance(finding);
      return [
        `- **${finding.severity}** ${md(finding.message)}${
          accepted ? ' _(accepted)_' : ''
        }`,
        ...(run.repairFor
          ? repairTexts(finding.repairs, run.repairFor).flatMap(repairBlock)
          : []),
      ];
    }),
    ...outcome.missing.map(
      ({ section, detail, permission }) =>
        `- not read: \`${section}\`, ${md(detail)}${
          permission ? `; it needs ${md(permission)}` : ''
        }`,
    ),
  ].join('\n');
}

/** For a pull request or a wiki: totals, a table of checks, then each with its findings. */
export function renderMarkdown(run: CheckRun): string {
  const { report } = run;
  const outcomes = shown.flatMap(verdict =>
    report.checks.filter(outcome => outcome.verdict === verdict),
  );
  return [
    `# IAM health of ${md(report.arn)}`,
    '',
    `Read ${report.collectedAt}; ${totalsLine(run)}; ${thresholdLine(run)}.`,
    ...(outcomes.length > 0
      ? [
          '',
          '| verdict | severity | check | findings |',
          '| --- | --- | --- | --- |',
          ...outcomes.map(
            ({ verdict, severity, number, title, findings }) =>
              `| ${verdict} | ${severity} | ${number} ${md(title)} | ${
                findings.length
              } |`,
          ),
          ...outcomes.flatMap(outcome => ['', detailsOf(outcome, run)]),
        ]
      : []),
  ].join('\n');
}
