import {
  escalationPaths,
  EscalationPath,
  findEscalations,
  FoundEscalation,
  PrincipalPolicies,
} from '../../iam';
import { Evidence } from '../../model';
import { READ_FROM_IAM } from './accountPrincipals';

/** These take something away that limits the own user: they lead nowhere unless something does, which is looked at elsewhere. */
const liftsLimits = /^iam-02[2-6]$/;

/**
 * Ways to more permissions that the permissions alone open: changing policies or identities, and handing a role to
 * something new. What hangs on resources that exist (a function to change, a role to assume) is left out.
 */
export const escalationsInIam: readonly EscalationPath[] =
  escalationPaths.filter(
    ({ id, kind }) =>
      (kind === 'identity' && !liftsLimits.test(id)) || kind === 'pass-role',
  );

/** The ways of a principal, without those that only add actions to another one that is as open. */
export function narrowestEscalations(
  principal: PrincipalPolicies,
  paths: readonly EscalationPath[] = escalationsInIam,
): FoundEscalation[] {
  const found = findEscalations(principal, { paths });
  return found.filter(
    one =>
      !found.some(
        other =>
          other !== one &&
          other.verdict === one.verdict &&
          other.path.actions.length < one.path.actions.length &&
          other.path.actions.every(action => one.path.actions.includes(action)),
      ),
  );
}

/** `write a new version of a managed policy (iam-001) and 3 other ways`. */
export function wordsOf(found: readonly FoundEscalation[]): string {
  const [{ path }] = found;
  const title = path.title[0].toLowerCase() + path.title.slice(1);
  const others = found.length - 1;
  const more =
    others > 0 ? ` and ${others} other way${others > 1 ? 's' : ''}` : '';
  return `${title} (${path.id})${more}`;
}

/** Enough for one to understand; a star in a policy opens them all. */
const SHOWN = 5;

/** The ways as evidence, step by step, with the statements that give their actions. */
export function escalationEvidence(
  found: readonly FoundEscalation[],
): Evidence[] {
  const shown = found.slice(0, SHOWN).map(({ path, held }) => ({
    fact: `Way ${path.id}: ${path.title}`,
    value: [
      ...path.steps.map((step, i) => `${i + 1}. ${step}`),
      ...new Set(
        held.flatMap(({ by }) =>
          by
            ? [`Statement ${by.sid ?? by.index} of ${by.policyName} allows it.`]
            : [],
        ),
      ),
    ].join(' '),
    readFrom: READ_FROM_IAM,
  }));
  const rest = found.slice(SHOWN);
  return rest.length === 0
    ? shown
    : [
        ...shown,
        {
          fact: 'Other ways',
          value: rest.map(({ path }) => path.id).join(', '),
          readFrom: READ_FROM_IAM,
        },
      ];
}

/** Why a way is open or not, where nobody can tell. */
export function doubtsAbout(found: readonly FoundEscalation[]): string {
  const reasons = found.flatMap(({ held }) =>
    held.flatMap(({ reasons: why }) => why ?? []),
  );
  return [...new Set(reasons)].join('; ');
}
