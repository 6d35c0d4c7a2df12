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

/** A mapped principal of another account than the cluster's. */
export interface Foreign extends Found {
  principal: MappedPrincipal;
  accountId: string;
  cluster: Cluster;
  configMap?: AwsAuthConfigMap;
}

/** Where the accounts that are not foreign are configured. */
export const trustedAccountsKey =
  'eksIamHealth.checks.parameters.trustedAccountIds';

/**
 * Principals of other accounts that really get in; trusted accounts are warned of, all others fail. With no trusted
 * accounts configured nothing tells an account of the organisation from a stranger's, so that is unknown.
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
    return [
      {
        verdict: verdictOn(accountId, trustedAccountIds),
        principal,
        accountId,
        cluster,
        ...(isRead(awsAuth) && awsAuth.value && { configMap: awsAuth.value }),
      },
    ];
  });
}

function verdictOn(accountId: string, trustedAccountIds: readonly string[]) {
  if (trustedAccountIds.length === 0) return 'unknown';
  return trustedAccountIds.includes(accountId) ? 'warn' : 'fail';
}

/** What to do while nobody can tell whether the account is foreign: never take the access away on a guess. */
export const confirmAccount = ({ accountId }: Foreign): Repair => ({
  title: `Find out whose account \`${accountId}\` is, and name the accounts of the organisation in \`${trustedAccountsKey}\`; the next scan tells foreign accounts from trusted ones.`,
  class: 'advice',
  actions: [],
  needs: [],
  cautions: [
    'As soon as the list names one account, every account that it does not name is foreign.',
  ],
});

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
