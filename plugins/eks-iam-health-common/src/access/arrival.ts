import { accountOf, arrivalKey, canonicalArn } from '../arn';
import { mapIdentity, MappingResult } from '../awsAuth';
import { ClusterCreation, Derived, isRead } from '../model';
import { awsAuthOf, MappedPrincipal, principalsIn } from './principals';
import { entryPrincipalOf, isStaleEntry } from './staleEntry';

/** How an IAM identity arrives in the cluster, and the mapping that makes it so. @public */
export interface Arrival {
  /** as it was asked about */
  arn: string;
  mapping: MappingResult;
  /**
   * The mapping with the name and groups of this very identity. Without the name of a session a template stays in the
   * user name. Absent where nothing maps it, or where that is not known.
   */
  principal?: MappedPrincipal;
  /** mappings that name it too and do not answer */
  others: readonly MappedPrincipal[];
}

/** How EKS maps the creator, to itself alone. */
export const creatorPrincipal = (
  creation: ClusterCreation,
): MappedPrincipal => ({
  arn: creation.principalArn,
  accountId: accountOf(creation.principalArn),
  door: { kind: 'creator', creation },
  username: 'kubernetes-admin',
  groups: ['system:masters'],
  policies: [],
  state: 'live',
  isNode: false,
  isService: false,
  readFrom: `event CreateCluster of ${creation.at}`,
});

/** The creator of a cluster that asks its ConfigMap alone is administrator, unless a line says otherwise. */
export function creatorAs(
  arn: string,
  mapping: MappingResult,
  { snapshot }: Derived,
): MappedPrincipal | undefined {
  const { clusterCreation } = snapshot.sections;
  const creation = isRead(clusterCreation) ? clusterCreation.value : null;
  const isCreator =
    mapping.status === 'not-mapped' &&
    mapping.unlessCreator &&
    creation !== null &&
    arrivalKey(creation.principalArn) === arrivalKey(arn);
  return isCreator ? creatorPrincipal(creation) : undefined;
}

/** How an ARN (of a role, a user, or a session as STS writes it) arrives in the cluster. @public */
export function arrivalOf(arn: string, derived: Derived): Arrival {
  const { cluster, accessEntries } = derived.snapshot.sections;
  const mapping = mapIdentity(arn, {
    mode: isRead(cluster) ? cluster.value.authenticationMode : undefined,
    entries: isRead(accessEntries) ? accessEntries.value : undefined,
    awsAuth: awsAuthOf(derived),
    // Whoever asks about a principal that IAM does not have means one that may be made.
    isStale: entry =>
      entryPrincipalOf(entry, derived.snapshot).state === 'absent'
        ? 'unknown'
        : isStaleEntry(entry, derived.snapshot),
  });
  const named = principalsByArrival(derived).get(arrivalKey(arn)) ?? [];
  if (mapping.status !== 'mapped') {
    const principal = creatorAs(arn, mapping, derived);
    return { arn, mapping, ...(principal && { principal }), others: named };
  }
  const door =
    named.find(p => isDoorOf(p, mapping)) ?? accountDoor(mapping, derived);
  const isSession = (canonicalArn(arn)?.sessionName ?? '') !== '';
  return {
    arn,
    mapping,
    ...(door && {
      principal: {
        ...door,
        arn: door.door.kind === 'aws-auth-account' ? arn : door.arn,
        username:
          isSession || door.door.kind === 'aws-auth-account'
            ? mapping.username
            : door.username,
        groups: isSession ? mapping.groups : door.groups,
      },
    }),
    others: named.filter(p => p !== door),
  };
}

type Mapped = Extract<MappingResult, { status: 'mapped' }>;

function isDoorOf({ door }: MappedPrincipal, mapping: Mapped): boolean {
  switch (mapping.by) {
    case 'access-entry':
      return door.kind === 'access-entry' && door.entry === mapping.entry;
    case 'aws-auth-row':
      return door.kind === 'aws-auth-row' && door.row === mapping.row;
    default:
      return false;
  }
}

function accountDoor(
  mapping: Mapped,
  derived: Derived,
): MappedPrincipal | undefined {
  if (mapping.by !== 'aws-auth-account') return undefined;
  return principalsIn(derived).all.find(
    ({ door }) =>
      door.kind === 'aws-auth-account' && door.account === mapping.account,
  );
}

/** Mappings by the identity that they are for. */
function principalsByArrival(
  derived: Derived,
): ReadonlyMap<string, readonly MappedPrincipal[]> {
  return derived.once('principalsByArrival', () => {
    const found = new Map<string, MappedPrincipal[]>();
    for (const principal of principalsIn(derived).all) {
      const key = arrivalKey(principal.arn);
      const same = found.get(key);
      if (same) same.push(principal);
      else found.set(key, [principal]);
    }
    return found;
  });
}
