import { CheckRun, isDefect } from '../checkRun/runChecksOn';

/** Findings that are defects but were accepted. */
export function acceptedCount({ report, acceptance }: CheckRun): number {
  return report.checks
    .flatMap(({ findings }) => findings)
    .filter(finding => isDefect(finding) && acceptance(finding)).length;
}

/** `score 62 of 100, coverage 83%: 4 fail, ...` */
export function totalsLine(run: CheckRun): string {
  const { score, coverage, counts } = run.report;
  const { fail, warn, unknown, pass } = counts;
  // rounded down: a part that was not read must not disappear in "100%"
  return `score ${score} of 100, coverage ${Math.floor(
    coverage * 100,
  )}%: ${fail} fail, ${warn} warn, ${unknown} unknown, ${pass} pass, ${
    counts['not-applicable']
  } not applicable`;
}

/** How the threshold was met, as one sentence. */
export function thresholdLine(run: CheckRun): string {
  const { failOn, counted } = run;
  const accepted = acceptedCount(run);
  const rest = accepted > 0 ? `; ${accepted} accepted by the baseline` : '';
  return failOn === 'none'
    ? `no threshold${rest}`
    : `${counted.length} ${
        counted.length === 1 ? 'finding' : 'findings'
      } at severity ${failOn} or above${rest}`;
}
