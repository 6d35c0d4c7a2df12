import { Severity } from '../model';
import { Check } from './defineCheck';

/** What an administrator says about checks, by id. @public */
export interface CheckChoices {
  disabled: readonly string[];
  severity: Readonly<Partial<Record<string, Severity>>>;
}

/** The checks as an administrator wants them: without those switched off, with other severities. @public */
export function effectiveChecks(
  given: readonly Check[],
  { disabled, severity }: CheckChoices,
): Check[] {
  return given
    .filter(check => !disabled.includes(check.id))
    .map(check => withSeverity(check, severity[check.id]));
}

/** Ids that an administrator named and no check has: most likely a slip, or a check that is gone. @public */
export function unknownCheckIds(
  given: readonly Check[],
  { disabled, severity }: CheckChoices,
): string[] {
  const known = new Set(given.map(({ id }) => id));
  return [...disabled, ...Object.keys(severity)].filter(id => !known.has(id));
}

function withSeverity(check: Check, severity: Severity | undefined): Check {
  if (!severity) return check;
  return {
    ...check,
    severity,
    // a finding that a check itself calls worse or milder than usual stays what it is
    find: facts =>
      check
        .find(facts)
        .map(finding =>
          finding.severity === check.severity
            ? { ...finding, severity }
            : finding,
        ),
  };
}
