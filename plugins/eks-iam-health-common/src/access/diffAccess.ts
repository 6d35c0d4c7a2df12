import { ClusterSnapshot, Derived, PolicyRule, SectionName } from '../model';
import { compactRules, covers, isAdminLike } from '../rbac';
import { diffWorkloads } from './diffWorkloads';
import {
  EffectiveAccess,
  effectiveAccessOf,
  ScopedRules,
} from './effectiveAccess';
import { accessMapOf } from './accessMap';

/** A change in what somebody may do, and the object that makes it. @public */
export interface AccessChange {
  kind: EffectiveAccess['kind'] | 'workload' | 'role';
  /** ARN, user name, group, or `namespace/name` of the service account */
  who: string;
  change: 'gained' | 'lost';
  what:
    | { kind: 'entrance'; username: string }
    | { kind: 'cluster-admin' }
    | { kind: 'rules'; namespace?: string; rules: PolicyRule[] }
    /** rights that AWS does not publish */
    | { kind: 'unpublished'; namespace?: string }
    | { kind: 'role'; roleArn: string; via: string }
    /** a statement of a policy of a role that service accounts run with */
    | { kind: 'aws'; statement: string };
  /** the object that gives it, or gave it */
  by: string;
}

/** How effective access differs between two snapshots of a cluster. @public */
export interface AccessDiff {
  changes: AccessChange[];
  /** sections that one of the two lacks; what rests on them is not compared with certainty */
  unread: SectionName[];
}

/**
 * What changed in effective access: not which objects changed, but who may do more or less than before. Renaming a role
 * or moving rules between two bindings changes nothing here.
 *
 * @public
 */
export function diffAccess(
  before: ClusterSnapshot,
  after: ClusterSnapshot,
): AccessDiff {
  const [old, now] = [new Derived(before), new Derived(after)];
  const [oldAccess, newAccess] = [old, now].map(effectiveAccessOf);
  const keys = new Set([...oldAccess.keys(), ...newAccess.keys()]);
  const changes = [...keys].flatMap(key => {
    const [was, is] = [oldAccess.get(key), newAccess.get(key)];
    return [
      ...entrances(was, is, 'lost'),
      ...entrances(is, was, 'gained'),
      ...surplus(was, is, 'lost'),
      ...surplus(is, was, 'gained'),
    ];
  });
  return {
    changes: [...changes, ...diffWorkloads(old, now)],
    unread: [
      ...new Set([...accessMapOf(old).unread, ...accessMapOf(now).unread]),
    ],
  };
}

/** A principal that gets in on one side only, or under another name. */
function entrances(
  one: EffectiveAccess | undefined,
  other: EffectiveAccess | undefined,
  change: AccessChange['change'],
): AccessChange[] {
  if (!one?.arrival) return [];
  const { username, readFrom } = one.arrival;
  if (other?.arrival?.username === username) return [];
  return [
    {
      kind: one.kind,
      who: one.name,
      change,
      what: { kind: 'entrance', username },
      by: readFrom,
    },
  ];
}

/** Rules whose contents nobody knows are compared by the policy that gives them. */
const policyOf = ({ by }: ScopedRules) => by.split(' on ')[0];

/** What one side holds and the other does not. */
function surplus(
  one: EffectiveAccess | undefined,
  other: EffectiveAccess | undefined,
  change: AccessChange['change'],
): AccessChange[] {
  if (!one) return [];
  return one.rules.flatMap((scoped): AccessChange[] => {
    const { namespace, rules, by } = scoped;
    const base = { kind: one.kind, who: one.name, change, by };
    const where = namespace === undefined ? {} : { namespace };
    if (!rules) {
      const known = (other?.rules ?? []).some(
        r =>
          !r.rules &&
          r.namespace === namespace &&
          policyOf(r) === policyOf(scoped),
      );
      return known
        ? []
        : [{ ...base, what: { kind: 'unpublished', ...where } }];
    }
    const owned = (other?.rules ?? [])
      .filter(held => reaches(held, namespace))
      .flatMap(held => held.rules ?? []);
    const { covered, uncovered } = covers(owned, rules);
    if (covered) return [];
    const isAdmin =
      namespace === undefined && isAdminLike(rules) && !isAdminLike(owned);
    return [
      {
        ...base,
        what: isAdmin
          ? { kind: 'cluster-admin' }
          : { kind: 'rules', ...where, rules: compactRules(uncovered) },
      },
    ];
  });
}

/** Whether rules held in one scope count in another one. */
function reaches(held: ScopedRules, namespace: string | undefined): boolean {
  if (held.namespace === undefined) return true;
  if (namespace === undefined) return false;
  return (
    held.namespace === namespace ||
    (held.namespace.endsWith('*') &&
      !held.namespace.slice(0, -1).includes('*') &&
      namespace.startsWith(held.namespace.slice(0, -1)))
  );
}
