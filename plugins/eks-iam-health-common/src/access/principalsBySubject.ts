import { Derived, RbacBinding, RbacSubject } from '../model';
import { authenticatedGroupsOf, usernameOf } from '../rbac';
import { MappedPrincipal, principalsIn } from './principals';
import { hasTemplate, matchesTemplate } from './rights';

/** A principal that arrives as the subject of a binding. @public */
export interface SubjectMember {
  principal: MappedPrincipal;
  /** only sessions that arrive under this name */
  onlyAs?: string;
}

/** The principals behind a subject; `system:authenticated` has all of them. @public */
export type MembersOf = (
  subject: RbacSubject,
  binding: RbacBinding,
) => readonly SubjectMember[];

/** Live principals by the names and groups with which they arrive. @public */
export function principalsBySubject(derived: Derived): MembersOf {
  return derived.once('principalsBySubject', () => {
    const byGroup = new Map<string, SubjectMember[]>();
    const byName = new Map<string, SubjectMember[]>();
    const templates: MappedPrincipal[] = [];
    const add = (
      to: Map<string, SubjectMember[]>,
      key: string,
      principal: MappedPrincipal,
    ) => {
      const found = to.get(key);
      if (found) found.push({ principal });
      else to.set(key, [{ principal }]);
    };
    for (const principal of principalsIn(derived).all) {
      if (principal.state !== 'live') continue;
      for (const group of authenticatedGroupsOf(principal)) {
        add(byGroup, group, principal);
      }
      if (principal.door.kind === 'aws-auth-account') continue;
      if (hasTemplate(principal.username)) templates.push(principal);
      else add(byName, principal.username, principal);
    }
    return (subject, binding) => {
      if (subject.kind === 'Group') return byGroup.get(subject.name) ?? [];
      const name = usernameOf(subject, binding);
      if (name === undefined) return [];
      const patterned = templates
        .filter(({ username }) => matchesTemplate(username, name))
        .map(principal => ({ principal, onlyAs: name }));
      return [...(byName.get(name) ?? []), ...patterned];
    };
  });
}
