import { unaskedSources } from '../../access';
import { defineCheck, Found } from '../defineCheck';
import { confirmAccounts, standingUnknown } from './accountStanding';
import {
  accountsOf,
  byRole,
  ForeignTrust,
  foreignTrusts,
  trustEvidence,
  worstStanding,
} from './foreignTrust';
import {
  externalIdsOf,
  isWithinOrganisation,
  RelatedRole,
  relatedRoleSections,
  relatedRolesProveWithout,
  unreadableTrustMessage,
  unreadableTrusts,
} from './relatedRoles';

interface ThirdPartyTrust extends Found {
  related: RelatedRole;
  trusts: ForeignTrust[];
  weakness: 'none' | 'short' | 'shared';
}

const SHORTEST_EXTERNAL_ID = 8;

const howWeak = {
  none: 'without an external id',
  short: 'with an external id that can be guessed',
  shared: 'with an external id that other roles have as well',
};

export const thirdPartyWithoutExternalId = defineCheck({
  id: 'third-party-without-external-id',
  number: 'XACC-002',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Role trusts a foreign account without an external id',
  severity: 'high',
  why: 'A vendor acts for many customers with one account. Without an external id that is yours alone, another customer can make the vendor assume your role.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  needs: relatedRoleSections,
  canProveWithout: relatedRolesProveWithout,
  doesNotNeed: unaskedSources,
  evaluate: ({ derived, settings: { trustedAccountIds } }) => [
    ...unreadableTrusts(derived).map(
      (related): ThirdPartyTrust => ({
        verdict: 'unknown',
        related,
        trusts: [],
        weakness: 'none',
      }),
    ),
    ...judgeAll(
      foreignTrusts(derived, trustedAccountIds).filter(
        ({ principal: { statement }, standing }) =>
          standing !== 'inside' && !isWithinOrganisation(statement),
      ),
    ),
  ],
  subject: e => e.related.role.arn,
  message: ({ related, trusts, weakness, verdict }) => {
    if (trusts.length === 0) return unreadableTrustMessage(related);
    if (verdict === 'unknown') {
      return `\`${related.role.name}\` trusts account ${accountsOf(
        trusts,
      )}; ${standingUnknown}`;
    }
    const how = howWeak[weakness];
    return `\`${related.role.name}\` trusts foreign account ${accountsOf(
      trusts,
    )} ${how}`;
  },
  evidence: e => trustEvidence(e.related, e.trusts),
  affected: e => [e.related.role.arn],
  remediate: ({ trusts, verdict }) => {
    if (trusts.length === 0) return [];
    if (verdict === 'unknown') return [confirmAccounts(accountsOf(trusts))];
    return [
      {
        title: `Ask account ${accountsOf(
          trusts,
        )} for the external id it uses for you alone, and want it in the trust policy with \`StringEquals\` on \`sts:ExternalId\`.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [
          'The vendor has to send the id first, or it is shut out at once.',
          'If the account is one of yours, add it to the accounts that are not foreign in the configuration.',
        ],
      },
    ];
  },
});

function judgeAll(all: ForeignTrust[]): ThirdPartyTrust[] {
  const rolesOfId = new Map<string, Set<string>>();
  for (const { principal, related } of all) {
    for (const id of externalIdsOf(principal.statement)) {
      const roles = rolesOfId.get(id) ?? new Set();
      rolesOfId.set(id, roles.add(related.role.arn));
    }
  }
  const isShared = (id: string) => (rolesOfId.get(id)?.size ?? 0) > 1;
  return byRole(all)
    .flatMap(trusts => judge(trusts, isShared))
    .map(
      // Of an account that may be one of ours no external id is missing.
      (found): ThirdPartyTrust =>
        worstStanding(found.trusts) === 'unknown'
          ? { ...found, verdict: 'unknown' }
          : found,
    );
}

function judge(
  trusts: ForeignTrust[],
  isShared: (id: string) => boolean,
): ThirdPartyTrust[] {
  const [{ related }] = trusts;
  const ids = (trust: ForeignTrust) => externalIdsOf(trust.principal.statement);
  const having = (test: (id: string) => boolean) =>
    trusts.filter(trust => ids(trust).some(test));
  const without = trusts.filter(trust => ids(trust).length === 0);
  const short = having(id => id.length < SHORTEST_EXTERNAL_ID);
  const shared = having(isShared);
  if (without.length > 0) {
    return [{ verdict: 'fail', related, trusts: without, weakness: 'none' }];
  }
  if (short.length > 0) {
    return [{ verdict: 'warn', related, trusts: short, weakness: 'short' }];
  }
  return shared.length > 0
    ? [{ verdict: 'warn', related, trusts: shared, weakness: 'shared' }]
    : [];
}
