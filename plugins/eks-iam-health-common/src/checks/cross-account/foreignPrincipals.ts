import { MappedPrincipal, principalsIn } from '../../access';
import { canonicalArn } from '../../arn';
import {
  AwsAuthConfigMap,
  Cluster,
  Derived,
  isRead,
  Repair,
} from '../../model';
import { entryBefore, removeRowRepair } from '../authentication/awsAuthRepairs';
import { Found } from '../defineCheck';
import {
  AccountStanding,
  confirmAccounts,
  standingOf,
} from './accountStanding';

/** A mapped principal of another account than the cluster's. */
export interface Foreign extends Found {
  principal: MappedPrincipal;
  accountId: string;
  standing: AccountStanding;
  cluster: Cluster;
  configMap?: AwsAuthConfigMap;
}

/**
 * Principals of other accounts that really get in; trusted accounts and those of the organization are warned of, all
 * others fail. Where nothing tells an account of the organization from a stranger's, that is unknown.
 */
export function foreignPrincipals(
  cluster: Cluster,
  derived: Derived,
  trustedAccountIds: readonly string[],
): Foreign[] {
  const { awsAuth } = derived.snapshot.sections;
  return principalsIn(derived).all.flatMap((principal): Foreign[] => {
    const { accountId, state, door } = principal;
    // Whole accounts have a check of their own.
    if (door.kind === 'aws-auth-account' || state !== 'live') return [];
    if (!accountId || accountId === cluster.accountId) return [];
    if (!canonicalArn(principal.arn)) return [];
    const standing = standingOf(accountId, derived, trustedAccountIds);
    return [
      {
        verdict: verdictOn(standing),
        standing,
        principal,
        accountId,
        cluster,
        ...(isRead(awsAuth) && awsAuth.value && { configMap: awsAuth.value }),
      },
    ];
  });
}

function verdictOn(standing: AccountStanding) {
  if (standing === 'unknown') return 'unknown';
  return standing === 'foreign' ? 'fail' : 'warn';
}

/** What to do while nobody can tell whether the account is foreign. */
export const confirmAccount = ({ accountId }: Foreign): Repair =>
  confirmAccounts(`\`${accountId}\``);

/** Takes the mapping away. */
export function removeMapping({ principal, configMap }: Foreign): Repair[] {
  const { door } = principal;
  if (door.kind === 'access-entry') {
    return [
      {
        title:
          'Delete the access entry; the principal loses its access at once.',
        class: 'review',
        actions: [
          {
            kind: 'delete-access-entry',
            principalArn: door.entry.principalArn,
            before: entryBefore(door.entry),
          },
        ],
        needs: ['eks:DeleteAccessEntry'],
        cautions: [
          'If the access is wanted, map a role of the own account that the other account may assume with an external id.',
        ],
      },
    ];
  }
  return door.kind === 'aws-auth-row' && configMap
    ? removeRowRepair(
        configMap,
        door.row,
        'Remove the line from aws-auth; the principal loses its access at once.',
      )
    : [];
}
