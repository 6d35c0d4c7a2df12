import { CheckRun, isDefect } from '../checkRun/runChecksOn';

/** The whole report as the API gives it, and beside it what decided the exit code. */
export function renderJson(run: CheckRun): string {
  const { report, failOn, counted, acceptance } = run;
  const accepted = report.checks
    .flatMap(({ findings }) => findings)
    .filter(isDefect)
    .flatMap(finding => {
      const line = acceptance(finding);
      const { checkId, subject } = finding;
      return line ? [{ checkId, subject, reason: line.reason }] : [];
    });
  return JSON.stringify(
    {
      ...report,
      failOn,
      counted: counted.map(({ checkId, subject }) => ({ checkId, subject })),
      accepted,
    },
    null,
    2,
  );
}
