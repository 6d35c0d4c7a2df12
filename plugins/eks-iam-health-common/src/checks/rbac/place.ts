import { isInScope } from '../../access';
import { Derived, isRead } from '../../model';
import { Holding } from './holdings';
import {
  NamespacePower,
  namespacePowers,
  powerOf,
} from './privilegedNamespaces';

/** Where somebody holds something, and what that place is worth. */
export type Place =
  | { kind: 'cluster' }
  | {
      /** `open`: whether its AWS roles are powerful could not be read */
      kind: 'privileged' | 'open' | 'ordinary';
      namespace: string;
      power: NamespacePower;
    };

const kindOf = {
  yes: 'privileged',
  unknown: 'open',
  no: 'ordinary',
} as const;

/**
 * The most powerful place that a holding reaches. The scope of an access policy may be a pattern, which is held against
 * the namespaces that there are.
 */
export function placeOf(
  { namespaces, source }: Holding,
  derived: Derived,
): Place {
  if (namespaces === undefined) return { kind: 'cluster' };
  // A scope of `*` is every namespace, though still nothing that lies outside of all.
  if (source.kind === 'access-policy' && namespaces.includes('*')) {
    return { kind: 'cluster' };
  }
  const reached =
    source.kind === 'binding' ? namespaces : expand(namespaces, derived);
  const places = reached.map(namespace => {
    const power = powerOf(namespace, derived);
    return { kind: kindOf[power.isPrivileged], namespace, power } as const;
  });
  return (
    places.find(({ kind }) => kind === 'privileged') ??
    places.find(({ kind }) => kind === 'open') ??
    places.find(({ power }) => power.awsRoles.length > 0) ??
    places[0] ?? {
      kind: 'ordinary',
      namespace: namespaces.join(', '),
      power: { isPrivileged: 'no', because: '', awsRoles: [] },
    }
  );
}

/** Namespaces of a scope: those with power first, then what else is known to exist, then the patterns as they are. */
function expand(patterns: readonly string[], derived: Derived): string[] {
  const { namespaces } = derived.snapshot.sections;
  const scope = { type: 'namespace' as const, namespaces: [...patterns] };
  const known = new Set([
    ...namespacePowers(derived).keys(),
    ...(isRead(namespaces) ? namespaces.value.map(({ name }) => name) : []),
    ...patterns.filter(pattern => !pattern.includes('*')),
  ]);
  return [...known].filter(name => isInScope(scope, name));
}
