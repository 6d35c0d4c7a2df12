import { Check, Severity } from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError } from '../exit';
import { CheckOptions } from './checkOptions';

/** What `--only` and `--skip` say: ids, numbers, or either with `*`. */
export interface Choice {
  only: readonly string[];
  skip: readonly string[];
}

/** `AUTHZ-*`, `irsa-*`, `AUTHN-004`, `aws-auth-missing`; letters are compared without their case. */
function fits(check: Check, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  return [check.id, check.number.toLowerCase()].some(name =>
    wanted.endsWith('*')
      ? name.startsWith(wanted.slice(0, -1))
      : name === wanted,
  );
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

/** The checks that are run. A name that fits nothing is a slip, and one that would silently check less. */
export function chooseChecks(
  all: readonly Check[],
  { only, skip }: Choice,
  { disabled, severity }: Pick<CheckOptions, 'disabled' | 'severity'>,
): Check[] {
  const nothing = [...only, ...skip].find(
    pattern => !all.some(check => fits(check, pattern)),
  );
  if (nothing !== undefined) {
    throw new CannotRunError(
      `no check is called \`${nothing}\`; \`list-checks\` shows ids and numbers`,
    );
  }
  const chosen = all
    .filter(check => !disabled.includes(check.id))
    .filter(
      check => only.length === 0 || only.some(pattern => fits(check, pattern)),
    )
    .filter(check => !skip.some(pattern => fits(check, pattern)))
    .map(check => withSeverity(check, severity[check.id]));
  if (chosen.length === 0) {
    throw new CannotRunError('no check is left to run');
  }
  return chosen;
}
