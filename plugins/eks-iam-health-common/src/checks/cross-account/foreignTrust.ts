import { TrustedPrincipal, trustedPrincipals } from '../../iam';
import { parseArn } from '../../arn';
import { Derived } from '../derived';
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
}

/** Who of accounts that are neither the cluster's nor trusted may assume the roles of the cluster. */
export function foreignTrusts(
  derived: Derived,
  trustedAccountIds: readonly string[],
): ForeignTrust[] {
  const own = parseArn(derived.snapshot.arn)?.accountId;
  return relatedRoles(derived).flatMap(related =>
    (trustedPrincipals(related.role.trustPolicy) ?? []).flatMap(principal => {
      const { accountId, kind, statement } = principal;
      const isForeign =
        accountId !== undefined &&
        accountId !== own &&
        !trustedAccountIds.includes(accountId) &&
        (kind === 'account' || kind === 'principal') &&
        allowsAssuming(related.role.trustPolicy, statement);
      return isForeign ? [{ related, principal, accountId }] : [];
    }),
  );
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
