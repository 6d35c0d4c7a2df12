/** Prints what the checks say about an exported folder: failing and warning first, then what could not be decided. */
import {
  CheckOutcome,
  defaultCheckSettings,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';
import { readSnapshotFolder } from 'backstage-plugin-eks-iam-health-node';

const order = ['fail', 'warn', 'unknown'] as const;

const lines = (outcome: CheckOutcome) => [
  `${outcome.verdict.toUpperCase().padEnd(8)} ${outcome.severity.padEnd(9)} ${
    outcome.title
  } (${outcome.checkId})`,
  ...outcome.findings.map(({ message }) => `         ${message}`),
  ...outcome.missing.map(
    ({ section, detail }) => `         not read: ${section}, ${detail}`,
  ),
];

async function main([folder]: string[]) {
  const snapshot = await readSnapshotFolder(folder);
  const report = reportOf(snapshot, {
    ...defaultCheckSettings,
    now: snapshot.collectedAt,
  });
  for (const verdict of order) {
    for (const outcome of report.checks.filter(c => c.verdict === verdict)) {
      console.log(lines(outcome).join('\n'));
    }
  }
  const { fail, warn, unknown, pass } = report.counts;
  console.log(
    `\n${snapshot.arn}\nscore ${report.score} of 100, coverage ${Math.floor(
      report.coverage * 100,
    )}%: ${fail} fail, ${warn} warnings, ${unknown} unknown, ${pass} pass`,
  );
  return fail > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
