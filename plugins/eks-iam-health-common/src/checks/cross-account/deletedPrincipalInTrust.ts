import { unaskedSources } from '../../access';
import { trustedPrincipals } from '../../iam';
import { withoutPrincipals } from '../../iam/mendTrust';
import { Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  RelatedRole,
  relatedRoles,
  relatedRoleSections,
  relatedRolesProveWithout,
  unreadableTrustMessage,
  unreadableTrusts,
  useEvidence,
} from './relatedRoles';

interface DeadTrust extends Found {
  related: RelatedRole;
  /** unique ids of principals that are gone */
  ids: string[];
}

export const deletedPrincipalInTrust = defineCheck({
  id: 'deleted-principal-in-trust',
  number: 'XACC-006',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Trust policy names a principal that was deleted',
  severity: 'low',
  why: 'IAM shows the unique id of a principal that is gone. Nobody gets in by it, a new principal of the same name does not either, and the next change of the policy is refused because of it.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  needs: relatedRoleSections,
  canProveWithout: relatedRolesProveWithout,
  doesNotNeed: unaskedSources,
  evaluate: ({ derived }) => [
    ...unreadableTrusts(derived).map(
      (related): DeadTrust => ({ verdict: 'unknown', related, ids: [] }),
    ),
    ...relatedRoles(derived).flatMap((related): DeadTrust[] => {
      const deleted = (trustedPrincipals(related.role.trustPolicy) ?? [])
        .filter(({ kind }) => kind === 'deleted')
        .map(({ text }) => text);
      return deleted.length > 0
        ? [{ verdict: 'warn', related, ids: [...new Set(deleted)] }]
        : [];
    }),
  ],
  subject: e => e.related.role.arn,
  message: ({ related, ids, verdict }) =>
    verdict === 'unknown'
      ? unreadableTrustMessage(related)
      : `the trust policy of \`${related.role.name}\` names ${ids
          .map(id => `\`${id}\``)
          .join(', ')}, which ${ids.length === 1 ? 'was' : 'were'} deleted`,
  evidence: ({ related, ids }) => [
    {
      fact: `Principals of ${related.role.name}`,
      value: ids.join(', ') || 'not known',
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
    useEvidence(related),
  ],
  affected: e => [e.related.role.arn],
  remediate: e => (e.verdict === 'unknown' ? [] : repairs(e.related, e.ids)),
});

function repairs({ role }: RelatedRole, ids: string[]): Repair[] {
  const document = withoutPrincipals(role.trustPolicy, ids);
  return [
    {
      title: document
        ? `Take the deleted ${
            ids.length === 1 ? 'principal' : 'principals'
          } out of the trust policy of \`${role.name}\`.`
        : `Nobody else is named by the trust policy of \`${role.name}\`: name who needs it now, or delete the role.`,
      class: document ? 'review' : 'advice',
      actions: document
        ? [
            {
              kind: 'update-trust-policy',
              roleName: role.name,
              document,
              before: role.trustPolicy,
            },
          ]
        : [],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'IAM does not take the old document back: it refuses ids of principals that are gone.',
      ],
    },
  ];
}
