import { accountOf, principalKind } from '../arn';
import { iamIndexOf } from '../iam';
import { AccessEntry, ClusterSnapshot, isRead } from '../model';

/** IAM's clock and that of EKS may differ a little. */
const TOLERANCE_MILLISECONDS = 60_000;

/** The principal of an entry as IAM knows it. @public */
export interface EntryPrincipal {
  state: 'present' | 'absent' | 'unknown';
  createdAt?: string;
}

/**
 * The principal of an entry in IAM, by its full ARN; `unknown` for other accounts and where IAM was not read.
 *
 * @public
 */
export function entryPrincipalOf(
  entry: AccessEntry,
  snapshot: ClusterSnapshot,
): EntryPrincipal {
  const { cluster, iamRoles, iamUsers } = snapshot.sections;
  const { principalArn } = entry;
  const home = isRead(cluster) ? cluster.value.accountId : undefined;
  if (accountOf(principalArn) !== home) return { state: 'unknown' };
  const index = iamIndexOf(snapshot);
  const isUser = principalKind(principalArn) === 'user';
  const section = isUser ? iamUsers : iamRoles;
  if (section.status !== 'read') return { state: 'unknown' };
  const found = isUser
    ? index.users.get(principalArn)
    : index.roles.get(principalArn);
  return found
    ? { state: 'present', createdAt: found.createdAt }
    : { state: 'absent' };
}

/**
 * Whether the principal of an entry was deleted, or made anew after the entry: then the entry matches nobody, as EKS
 * remembers the unique id of the principal. https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 *
 * @public
 */
export function isStaleEntry(
  entry: AccessEntry,
  snapshot: ClusterSnapshot,
): 'yes' | 'no' | 'unknown' {
  const { state, createdAt } = entryPrincipalOf(entry, snapshot);
  if (state === 'unknown') return 'unknown';
  if (state === 'absent' || !createdAt) return 'yes';
  return Date.parse(createdAt) >
    Date.parse(entry.createdAt) + TOLERANCE_MILLISECONDS
    ? 'yes'
    : 'no';
}
