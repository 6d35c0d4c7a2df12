import { unaskedSources } from '../../access';
import { decideTrust, PolicyStatement, trustedPrincipals } from '../../iam';
import { defineCheck, Found } from '../defineCheck';
import {
  allowsAssuming,
  narrowingKeys,
  RelatedRole,
  relatedRoles,
  relatedRoleSections,
  relatedRolesProveWithout,
  unreadableTrustMessage,
  useEvidence,
} from './relatedRoles';

interface OpenTrust extends Found {
  related: RelatedRole;
  statement?: PolicyStatement;
  keys: string[];
}

/** Conditions on what a stranger sends or is as it likes: they keep nobody out. */
function isCallersChoice(lowerCaseKey: string): boolean {
  return (
    /^aws:(principal|request)tag\//.test(lowerCaseKey) ||
    [
      'aws:currenttime',
      'aws:epochtime',
      'aws:multifactorauthage',
      'aws:multifactorauthpresent',
      'aws:principaltype',
      'aws:referer',
      'aws:requestedregion',
      'aws:securetransport',
      'aws:sourceidentity',
      'aws:tagkeys',
      'aws:tokenissuetime',
      'aws:useragent',
      'aws:username',
      'sts:durationseconds',
      'sts:rolesessionname',
      'sts:sourceidentity',
      'sts:transitivetagkeys',
    ].includes(lowerCaseKey)
  );
}

/** Whether a Deny keeps out who is of no account, organization or vendor that the policy could mean. */
function isDeniedToStrangers(trustPolicy: unknown): boolean {
  const { decision, failingLink } = decideTrust(trustPolicy, {
    kind: 'aws',
    arn: 'arn:aws:iam::000000000000:role/Q7-a-stranger-Z4',
    known: {
      'aws:MultiFactorAuthPresent': 'true',
      'aws:PrincipalOrgID': 'o-q7stranger',
      'aws:PrincipalOrgPaths': ['o-q7stranger/r-q7/'],
      'sts:ExternalId': 'Q7-guessed-Z4',
    },
  });
  return decision === 'Denied' && failingLink?.link === 'deny';
}

export const roleTrustedByEveryone = defineCheck({
  id: 'role-trusted-by-everyone',
  number: 'XACC-001',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Role can be assumed by everyone',
  severity: 'critical',
  why: 'A principal `*` without a condition lets every AWS account in the world assume the role, and with it whatever the role may do in the account and in the cluster.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  needs: relatedRoleSections,
  canProveWithout: relatedRolesProveWithout,
  doesNotNeed: unaskedSources,
  evaluate: ({ derived }) =>
    relatedRoles(derived).flatMap((related): OpenTrust[] => {
      const { trustPolicy } = related.role;
      const trusted = trustedPrincipals(trustPolicy);
      if (!trusted) return [{ verdict: 'unknown', related, keys: [] }];
      const open = trusted
        .filter(
          ({ kind, statement }) =>
            kind === 'everyone' && allowsAssuming(trustPolicy, statement),
        )
        .map(({ statement }) => ({
          statement,
          keys: narrowingKeys(statement).filter(key => !isCallersChoice(key)),
        }))
        .sort((a, b) => a.keys.length - b.keys.length);
      if (open.length === 0) return [];
      const [{ statement, keys }] = open;
      return keys.length === 0 && !isDeniedToStrangers(trustPolicy)
        ? [{ verdict: 'fail', related, statement, keys }]
        : [{ verdict: 'warn', severity: 'medium', related, statement, keys }];
    }),
  subject: e => e.related.role.arn,
  message: ({ related, verdict, keys }) => {
    if (verdict === 'unknown') return unreadableTrustMessage(related);
    const { role } = related;
    return verdict === 'fail'
      ? `every AWS account in the world can assume \`${role.name}\``
      : `\`${role.name}\` trusts everyone, limited only by ${
          keys.map(key => `\`${key}\``).join(', ') || 'a Deny'
        }`;
  },
  evidence: ({ related, statement }) => [
    {
      fact: `Trust policy of ${related.role.name}`,
      value: JSON.stringify(statement?.source ?? related.role.trustPolicy),
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
    useEvidence(related),
  ],
  affected: e => [e.related.role.arn],
  remediate: ({ verdict, related: { role } }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Name the principals that need \`${role.name}\` in its trust policy instead of \`*\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:UpdateAssumeRolePolicy'],
            cautions: [
              'Look in CloudTrail for `AssumeRole` of this role first: whoever uses it today and is not named loses it.',
              'Within an organisation a condition on `aws:PrincipalOrgID` narrows it at once.',
            ],
          },
        ],
});
