import { unaskedSources } from '../../access';
import { defineCheck, Found } from '../defineCheck';
import {
  accountsOf,
  byRole,
  ForeignTrust,
  foreignTrusts,
  trustEvidence,
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
    ).map(
      (trusts): AccountTrust => ({
        verdict: 'fail',
        related: trusts[0].related,
        trusts,
      }),
    ),
  ],
  subject: e => e.related.role.arn,
  message: ({ related, trusts, verdict }) =>
    verdict === 'unknown'
      ? unreadableTrustMessage(related)
      : `\`${related.role.name}\` leaves it to account ${accountsOf(
          trusts,
        )} which of its principals assume it`,
  evidence: e => trustEvidence(e.related, e.trusts),
  affected: e => [e.related.role.arn],
  remediate: ({ trusts, verdict }) => {
    if (verdict === 'unknown') return [];
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
