import { parseArn } from '../../arn';
import { isRead, Repair } from '../../model';
import { Derived } from '../derived';

/**
 * What an account is to the cluster's: `trusted` by configuration, `inside` the organization, `foreign`, or `unknown`
 * where nothing tells an account of the organization from a stranger's.
 */
export type AccountStanding =
  | 'own'
  | 'trusted'
  | 'inside'
  | 'foreign'
  | 'unknown';

/** Where the accounts that are not foreign are configured. */
export const trustedAccountsKey =
  'eksIamHealth.checks.parameters.trustedAccountIds';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export function standingOf(
  accountId: string,
  derived: Derived,
  trustedAccountIds: readonly string[],
): AccountStanding {
  const { arn, sections } = derived.snapshot;
  if (accountId === parseArn(arn)?.accountId) return 'own';
  if (trustedAccountIds.includes(accountId)) return 'trusted';
  const { organization } = sections;
  // A list that names accounts names them all.
  const unlisted = trustedAccountIds.length > 0 ? 'foreign' : 'unknown';
  if (!isRead(organization)) return unlisted;
  // Outside of every organization nobody is inside.
  if (organization.value === null) return 'foreign';
  const { managementAccountId, memberAccountIds } = organization.value;
  if (accountId === managementAccountId) return 'inside';
  if (!memberAccountIds) return unlisted;
  return memberAccountIds.includes(accountId) ? 'inside' : 'foreign';
}

/** Why an account may be foreign or not, for people. */
export const standingUnknown = `whether that account is foreign cannot be told, as the organization was not read and no trusted accounts are configured (\`${trustedAccountsKey}\`)`;

/** What to do while nobody can tell whether an account is foreign: never take access away on a guess. */
export const confirmAccounts = (accounts: string): Repair => ({
  title: `Find out whose account ${accounts} is, and name the accounts of the organization in \`${trustedAccountsKey}\`; the next scan tells foreign accounts from trusted ones.`,
  class: 'advice',
  actions: [],
  needs: ['organizations:DescribeOrganization', 'organizations:ListAccounts'],
  cautions: [
    'As soon as the list names one account, every account that it does not name is foreign, unless the organization tells otherwise.',
  ],
});
