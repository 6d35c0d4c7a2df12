import {
  AccessChange,
  clusterAdminsOf,
  diffAccess,
  entryPrincipalOf,
  isStaleEntry,
} from '../access';
import {
  AccessEntry,
  Cluster,
  ClusterSnapshot,
  Derived,
  read,
  SectionName,
} from '../model';
import { defaultUsername, nodeIdentity } from './entryRules';
import { LockOutCheck, MigrationLine, PlannedEntry } from './model';

/** The entry as EKS will show it. */
function asMade(planned: PlannedEntry, at: string): AccessEntry {
  const { principalArn, type, kubernetesGroups, policies } = planned;
  const isStandard = type === 'STANDARD';
  const node = nodeIdentity(type);
  return {
    principalArn,
    accessEntryArn: '',
    type,
    username: isStandard
      ? planned.username ?? defaultUsername(principalArn)
      : node.username,
    kubernetesGroups: isStandard ? kubernetesGroups : node.groups,
    policies: policies.map(({ policyArn, namespaces }) => ({
      policyArn,
      scope: namespaces
        ? { type: 'namespace', namespaces }
        : { type: 'cluster' },
    })),
    createdAt: at,
    tags: {},
  };
}

/** The cluster once its mode is `API` and the entries of the plan exist. */
export function afterwards(
  snapshot: ClusterSnapshot,
  cluster: Cluster,
  entries: readonly AccessEntry[],
  lines: readonly MigrationLine[],
): ClusterSnapshot {
  const at = snapshot.collectedAt;
  const made = lines.flatMap(({ outcome, entry }) =>
    outcome === 'create' && entry ? [asMade(entry, at)] : [],
  );
  return {
    ...snapshot,
    sections: {
      ...snapshot.sections,
      cluster: read({ ...cluster, authenticationMode: 'API' }, at),
      accessEntries: read([...entries, ...made], at),
    },
  };
}

/** What principals may do more or less afterwards. */
export function changesOfPrincipals(
  before: ClusterSnapshot,
  after: ClusterSnapshot,
): { changes: AccessChange[]; unread: SectionName[] } {
  const { changes, unread } = diffAccess(before, after);
  return {
    changes: changes.filter(({ kind }) => kind === 'principal'),
    unread,
  };
}

/** Whether somebody who exists is administrator afterwards; nodes and AWS's own services do not count. */
export function lockOutCheck(after: ClusterSnapshot): LockOutCheck {
  const { admins, unread } = clusterAdminsOf(new Derived(after));
  const people = admins.filter(
    ({ principal }) => principal && !principal.isNode && !principal.isService,
  );
  const states = people.map(({ principal, name }) => {
    const door = principal?.door;
    if (door?.kind !== 'access-entry') return { name, isThere: 'no' };
    if (isStaleEntry(door.entry, after) === 'yes')
      return { name, isThere: 'no' };
    const { state } = entryPrincipalOf(door.entry, after);
    return { name, isThere: state === 'present' ? 'yes' : 'unknown' };
  });
  const there = states.filter(({ isThere }) => isThere === 'yes');
  const perhaps = states.filter(({ isThere }) => isThere === 'unknown');
  const isOpen = perhaps.length > 0 || unread.length > 0;
  const isSafe = isOpen ? 'unknown' : 'no';
  return {
    isSafe: there.length > 0 ? 'yes' : isSafe,
    administrators: [...there, ...perhaps].map(({ name }) => name),
    evidence: people.map(({ name, path, readFrom }) => ({
      fact: 'Administrator afterwards',
      value: `${name}, by ${path}`,
      readFrom,
    })),
  };
}
