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
  narrowingKeys,
  RelatedRole,
  relatedRoleSections,
  relatedRolesProveWithout,
  unreadableTrustMessage,
  unreadableTrusts,
} from './relatedRoles';

interface AccountTrust extends Found {
  related: RelatedRole;
  trusts: ForeignTrust[];
}

export const trustInWholeForeignAccount = defineCheck({
  id: 'trust-in-whole-foreign-account',
  number: 'XACC-005',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Role trusts a whole foreign account',
  severity: 'medium',
  why: 'Naming the account hands the decision to its administrators: every principal there that is allowed `sts:AssumeRole` on this role gets in.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_aws-accounts.html',
  needs: relatedRoleSections,
  canProveWithout: relatedRolesProveWithout,
  doesNotNeed: unaskedSources,
  evaluate: ({ derived, settings: { trustedAccountIds } }) => [
    ...unreadableTrusts(derived).map(
      (related): AccountTrust => ({ verdict: 'unknown', related, trusts: [] }),
    ),
    ...byRole(
      foreignTrusts(derived, trustedAccountIds).filter(
        ({ principal: { kind, statement } }) =>
          kind === 'account' &&
          !narrowingKeys(statement).includes('aws:principalarn'),
      ),
    ).map((trusts): AccountTrust => {
      const standing = worstStanding(trusts);
      const base = { related: trusts[0].related, trusts };
      if (standing === 'unknown') return { ...base, verdict: 'unknown' };
      return standing === 'foreign'
        ? { ...base, verdict: 'fail' }
        : { ...base, verdict: 'warn', severity: 'low' };
    }),
  ],
  subject: e => e.related.role.arn,
  message: ({ related, trusts, verdict }) => {
    if (trusts.length === 0) return unreadableTrustMessage(related);
    const what = `\`${related.role.name}\` leaves it to account ${accountsOf(
      trusts,
    )} which of its principals assume it`;
    switch (verdict) {
      case 'unknown':
        return `${what}; ${standingUnknown}`;
      case 'warn':
        return `${what}; it belongs to the organization`;
      default:
        return what;
    }
  },
  evidence: e => trustEvidence(e.related, e.trusts),
  affected: e => [e.related.role.arn],
  remediate: ({ trusts, verdict }) => {
    if (trusts.length === 0) return [];
    if (verdict === 'unknown') return [confirmAccounts(accountsOf(trusts))];
    return [
      {
        title: `Name the role of account ${accountsOf(
          trusts,
        )} that needs access, or add a condition \`ArnLike\` on \`aws:PrincipalArn\`.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: ['Whoever is not named loses the role at once.'],
      },
    ];
  },
});
