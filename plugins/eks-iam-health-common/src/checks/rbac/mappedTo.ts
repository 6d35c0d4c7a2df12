import { principalsIn } from '../../access';
import { Derived, RbacSubject } from '../../model';

interface Mapped {
  byUser: Map<string, string[]>;
  byGroup: Map<string, string[]>;
}

/** Principals of AWS that a user or a group stands for; names that hold the session's are left out. */
export function mappedTo(
  { kind, name }: RbacSubject,
  derived: Derived,
): readonly string[] {
  const { byUser, byGroup } = derived.once('mappedTo', () => index(derived));
  if (kind === 'ServiceAccount') return [];
  return (kind === 'Group' ? byGroup : byUser).get(name) ?? [];
}

function index(derived: Derived): Mapped {
  const found: Mapped = { byUser: new Map(), byGroup: new Map() };
  const add = (to: Map<string, string[]>, name: string, arn: string) => {
    const known = to.get(name);
    if (known) known.push(arn);
    else to.set(name, [arn]);
  };
  for (const { state, arn, username, groups } of principalsIn(derived).all) {
    if (state !== 'live') continue;
    if (username) add(found.byUser, username, arn);
    for (const group of groups) add(found.byGroup, group, arn);
  }
  return found;
}
