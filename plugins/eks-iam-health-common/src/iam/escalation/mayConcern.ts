import { PrincipalPolicies } from '../policiesOf';
import { preparePolicy } from '../preparePolicy';

/**
 * Whether the policies of a principal could allow anything of a service: some Allow speaks of it, or something was not
 * read. Most principals have nothing to do with most services, so this comes before all closer questions.
 *
 * @public
 */
export function mayConcern(
  lowerCaseService: string,
  { identity, unread }: PrincipalPolicies,
): boolean {
  return (
    unread.length > 0 ||
    identity.some(({ document }) => {
      const prepared = preparePolicy(document);
      return (
        prepared.status === 'malformed' ||
        prepared
          .statementsFor(lowerCaseService)
          .some(({ source }) => source.effect === 'Allow')
      );
    })
  );
}
