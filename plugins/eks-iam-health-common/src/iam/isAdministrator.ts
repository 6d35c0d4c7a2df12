import { AppliedPolicy, PrincipalPolicies } from './policiesOf';
import { preparePolicy } from './preparePolicy';

/**
 * Whether a principal may do everything: some statement allows every action on every resource without condition, and
 * so does its boundary.
 *
 * @public
 */
export function isAdministrator(policies: PrincipalPolicies): boolean {
  const { identity, boundary, unreadBoundary } = policies;
  return (
    identity.some(allowsEverything) &&
    !unreadBoundary &&
    (!boundary || allowsEverything(boundary))
  );
}

function allowsEverything({ document }: AppliedPolicy): boolean {
  const prepared = preparePolicy(document);
  return (
    prepared.status === 'parsed' &&
    prepared.statements.some(
      ({ source: { effect, actions, resources, conditions } }) =>
        effect === 'Allow' &&
        (actions ?? []).some(action => action === '*' || action === '*:*') &&
        (resources ?? []).includes('*') &&
        conditions.length === 0,
    )
  );
}
