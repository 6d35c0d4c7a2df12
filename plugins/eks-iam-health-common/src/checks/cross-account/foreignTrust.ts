import { TrustedPrincipal, trustedPrincipals } from '../../iam';
import { Derived } from '../derived';
import { AccountStanding, standingOf } from './accountStanding';
import {
  allowsAssuming,
  RelatedRole,
  relatedRoles,
  useEvidence,
} from './relatedRoles';

/** Somebody of another account whom a role lets in. */
export interface ForeignTrust {
  related: RelatedRole;
  principal: TrustedPrincipal;
  accountId: string;
  standing: AccountStanding;
}

/** Who of accounts that are neither the cluster's nor trusted may assume the roles of the cluster, and what they are to it. */
export function foreignTrusts(
  derived: Derived,
  trustedAccountIds: readonly string[],
): ForeignTrust[] {
  return relatedRoles(derived).flatMap(related =>
    (trustedPrincipals(related.role.trustPolicy) ?? []).flatMap(principal => {
      const { accountId, kind, statement } = principal;
      if (accountId === undefined) return [];
      const standing = standingOf(accountId, derived, trustedAccountIds);
      const isOther =
        standing !== 'own' &&
        standing !== 'trusted' &&
        (kind === 'account' || kind === 'principal') &&
        allowsAssuming(related.role.trustPolicy, statement);
      return isOther ? [{ related, principal, accountId, standing }] : [];
    }),
  );
}

/** The worst that one of the accounts is: somebody foreign, somebody of whom nothing is known, or one inside. */
export function worstStanding(
  trusts: readonly ForeignTrust[],
): AccountStanding {
  const has = (standing: AccountStanding) =>
    trusts.some(trust => trust.standing === standing);
  if (has('foreign')) return 'foreign';
  return has('unknown') ? 'unknown' : 'inside';
}

/** Foreign trusts by role, so that each role is one finding. */
export function byRole(trusts: ForeignTrust[]): ForeignTrust[][] {
  const groups = new Map<string, ForeignTrust[]>();
  for (const trust of trusts) {
    const { arn } = trust.related.role;
    groups.set(arn, [...(groups.get(arn) ?? []), trust]);
  }
  return [...groups.values()];
}

/** The trust statements as evidence. */
export function trustEvidence(related: RelatedRole, trusts: ForeignTrust[]) {
  const statements = new Set(trusts.map(t => t.principal.statement));
  return [
    ...[...statements].map(({ index, sid, source }) => ({
      fact: `Trust policy of ${related.role.name}, statement ${index}${
        sid ? ` (${sid})` : ''
      }`,
      value: JSON.stringify(source),
      readFrom: 'iam:GetAccountAuthorizationDetails',
    })),
    useEvidence(related),
  ];
}

export function accountsOf(trusts: ForeignTrust[]): string {
  const accounts = [...new Set(trusts.map(trust => trust.accountId))].sort();
  return accounts.map(account => `\`${account}\``).join(', ');
}
