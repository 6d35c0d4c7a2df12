import { unaskedSources } from '../../access';
import { defineCheck, Found } from '../defineCheck';
import { trustedAccountsKey } from './foreignPrincipals';
import {
  accountsOf,
  byRole,
  ForeignTrust,
  foreignTrusts,
  trustEvidence,
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
  weakness: 'none' | 'short';
}

const SHORTEST_EXTERNAL_ID = 8;

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
    ...byRole(
      foreignTrusts(derived, trustedAccountIds).filter(
        ({ principal: { statement } }) => !isWithinOrganisation(statement),
      ),
    )
      .flatMap(judge)
      .map(
        // While nobody says which accounts are ours, a trusted one may be: then no external id is missing.
        (found): ThirdPartyTrust =>
          trustedAccountIds.length > 0
            ? found
            : { ...found, verdict: 'unknown' },
      ),
  ],
  subject: e => e.related.role.arn,
  message: ({ related, trusts, weakness, verdict }) => {
    if (trusts.length === 0) return unreadableTrustMessage(related);
    if (verdict === 'unknown') {
      return `\`${related.role.name}\` trusts account ${accountsOf(
        trusts,
      )}; whether that account is foreign cannot be told, as no trusted accounts are configured (\`${trustedAccountsKey}\`)`;
    }
    const how =
      weakness === 'none'
        ? 'without an external id'
        : 'with an external id that can be guessed';
    return `\`${related.role.name}\` trusts foreign account ${accountsOf(
      trusts,
    )} ${how}`;
  },
  evidence: e => trustEvidence(e.related, e.trusts),
  affected: e => [e.related.role.arn],
  remediate: ({ trusts }) => {
    if (trusts.length === 0) return [];
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

function judge(trusts: ForeignTrust[]): ThirdPartyTrust[] {
  const [{ related }] = trusts;
  const ids = (trust: ForeignTrust) => externalIdsOf(trust.principal.statement);
  const without = trusts.filter(trust => ids(trust).length === 0);
  const short = trusts.filter(trust =>
    ids(trust).some(id => id.length < SHORTEST_EXTERNAL_ID),
  );
  if (without.length > 0) {
    return [{ verdict: 'fail', related, trusts: without, weakness: 'none' }];
  }
  return short.length > 0
    ? [{ verdict: 'warn', related, trusts: short, weakness: 'short' }]
    : [];
}
