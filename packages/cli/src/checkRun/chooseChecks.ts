import { Check, effectiveChecks } from 'backstage-plugin-eks-iam-health-common';
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

/** The checks that are run. A name that fits nothing is a slip, and one that would silently check less. */
export function chooseChecks(
  all: readonly Check[],
  { only, skip }: Choice,
  choices: Pick<CheckOptions, 'disabled' | 'severity'>,
): Check[] {
  const nothing = [...only, ...skip].find(
    pattern => !all.some(check => fits(check, pattern)),
  );
  if (nothing !== undefined) {
    throw new CannotRunError(
      `no check is called \`${nothing}\`; \`list-checks\` shows ids and numbers`,
    );
  }
  const chosen = effectiveChecks(all, choices)
    .filter(
      check => only.length === 0 || only.some(pattern => fits(check, pattern)),
    )
    .filter(check => !skip.some(pattern => fits(check, pattern)));
  if (chosen.length === 0) {
    throw new CannotRunError('no check is left to run');
  }
  return chosen;
}
