import {
  areas,
  CheckOutcome,
  Finding,
} from 'backstage-plugin-eks-iam-health-common';
import { CheckRun } from '../checkRun/runChecksOn';

/** XML 1.0 has no way to write most control characters and lone surrogates, so they become a question mark. */
function xml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
      .replace(/\p{Surrogate}/gu, '?')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/[\t\n\r]/g, char => `&#${char.charCodeAt(0)};`)
  );
}

const wordsOf = (findings: readonly Finding[]) =>
  findings.map(({ severity, message }) => `${severity}: ${message}`).join('\n');

function caseOf(outcome: CheckOutcome, counted: ReadonlySet<Finding>): string {
  const { number, checkId, title, area, verdict, findings, missing } = outcome;
  const name = `${number} ${title}`;
  const open = `    <testcase classname="${xml(
    `${area}.${checkId}`,
  )}" name="${xml(name)}"`;
  const failing = findings.filter(finding => counted.has(finding));
  const inner = [];
  if (failing.length > 0) {
    inner.push(
      `      <failure type="${outcome.severity}" message="${xml(
        failing[0].message,
      )}">${xml(wordsOf(failing))}</failure>`,
    );
  } else if (verdict === 'unknown') {
    const why = [
      ...missing.map(({ section, detail }) => `${section}: ${detail}`),
      ...findings.map(({ message }) => message),
    ];
    inner.push(
      `      <skipped message="${xml(`unknown: ${why.join('; ')}`)}"/>`,
    );
  } else if (verdict === 'not-applicable') {
    inner.push('      <skipped message="not applicable"/>');
  }
  const rest = findings.filter(finding => !counted.has(finding));
  if (rest.length > 0) {
    inner.push(`      <system-out>${xml(wordsOf(rest))}</system-out>`);
  }
  return inner.length === 0
    ? `${open}/>`
    : [`${open}>`, ...inner, '    </testcase>'].join('\n');
}

/** JUnit's XML, for CI systems: a suite per area, a case per check; what decides the exit code is a failure. */
export function renderJunit({ report, counted }: CheckRun): string {
  const countedSet = new Set(counted);
  const counts = (outcomes: readonly CheckOutcome[]) => {
    const failures = outcomes.filter(({ findings }) =>
      findings.some(finding => countedSet.has(finding)),
    ).length;
    const skipped = outcomes.filter(
      ({ verdict, findings }) =>
        (verdict === 'unknown' || verdict === 'not-applicable') &&
        !findings.some(finding => countedSet.has(finding)),
    ).length;
    return `tests="${outcomes.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  };
  const suites = areas.flatMap(area => {
    const outcomes = report.checks.filter(outcome => outcome.area === area);
    return outcomes.length === 0
      ? []
      : [
          [
            `  <testsuite name="${area}" ${counts(outcomes)} timestamp="${xml(
              report.collectedAt,
            )}">`,
            ...outcomes.map(outcome => caseOf(outcome, countedSet)),
            '  </testsuite>',
          ].join('\n'),
        ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(report.arn)}" ${counts(report.checks)}>`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}
