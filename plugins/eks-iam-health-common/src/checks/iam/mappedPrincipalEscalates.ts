import { unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import {
  FoundEscalation,
  isAdministrator,
  PrincipalPolicies,
  UnknownPolicies,
} from '../../iam';
import { Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { isPermissionSetRole, READ_FROM_IAM } from './accountPrincipals';
import {
  doubtsAbout,
  escalationEvidence,
  narrowestEscalations,
  wordsOf,
} from './escalationsOf';
import { mappedIdentities } from './mappedPeople';

interface Escalating extends Found {
  policies: PrincipalPolicies | UnknownPolicies;
  cluster: Cluster;
  ways: FoundEscalation[];
  doubts: string;
}

export const mappedPrincipalEscalates = defineCheck({
  id: 'mapped-principal-escalates',
  number: 'IAM-008',
  area: 'iam',
  topics: ['T6'],
  title: 'Mapped principal can give itself more permissions in IAM',
  severity: 'high',
  why: 'Whoever may write policies, make credentials for others or pass any role to a service is an administrator of the account as soon as it wants to be, and with it of every cluster there.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  needs: [
    'cluster',
    'accessEntries',
    'awsAuth',
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ],
  canProveWithout: ['accessEntries', 'awsAuth', 'iamUsers', 'iamGroups'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived, settings }) =>
    mappedIdentities(cluster, derived)
      .map(({ policies }) => policies)
      .filter(({ arn }) => !settings.allowedAdminArns.includes(arn))
      .flatMap(policies => judge(policies, cluster)),
  subject: e => e.policies.arn,
  message: ({ policies, cluster, ways, verdict, doubts }) => {
    const who = `\`${shortArn(policies.arn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return `whether ${who} can give itself more permissions is not known: ${doubts}`;
    }
    const how = `${who} can give itself more permissions: ${wordsOf(ways)}`;
    return verdict === 'warn' ? `${how}, within its boundary` : how;
  },
  evidence: ({ policies, ways, doubts }) =>
    ways.length > 0
      ? escalationEvidence(ways)
      : [
          {
            fact: `Policies of ${policies.arn}`,
            value: doubts,
            readFrom: READ_FROM_IAM,
          },
        ],
  affected: e => [e.policies.arn],
  remediate: e => (e.verdict === 'unknown' ? [] : [fence(e.policies.arn)]),
});

function judge(
  policies: PrincipalPolicies | UnknownPolicies,
  cluster: Cluster,
): Escalating[] {
  const base = { policies, cluster };
  if (policies.status !== 'read') {
    return [{ ...base, verdict: 'unknown', ways: [], doubts: policies.reason }];
  }
  // An administrator has nothing left to give itself.
  if (isAdministrator(policies)) return [];
  const found = narrowestEscalations(policies);
  const ways = found.filter(({ verdict }) => verdict === 'allowed');
  if (ways.length > 0) {
    const isFenced = policies.boundary !== undefined;
    return [
      {
        ...base,
        verdict: isFenced ? 'warn' : 'fail',
        ...(isFenced && { severity: 'medium' as const }),
        ways,
        doubts: '',
      },
    ];
  }
  const open = found.filter(({ verdict }) => verdict === 'undecided');
  return open.length > 0
    ? [{ ...base, verdict: 'unknown', ways: open, doubts: doubtsAbout(open) }]
    : [];
}

function fence(arn: string): Repair {
  return {
    title: `Name the roles and users in \`Resource\` that \`${shortArn(
      arn,
    )}\` really manages, or let it only make principals that carry a permissions boundary.`,
    class: 'advice',
    actions: [],
    needs: ['iam:CreatePolicyVersion', 'iam:PutRolePolicy'],
    cautions: [
      'A condition `StringEquals` on `iam:PermissionsBoundary` keeps whoever makes roles from making ones that may more than it may itself.',
      'Look in CloudTrail for the calls it really makes before taking any away.',
      ...(isPermissionSetRole(arn)
        ? [
            'Change the permission set in IAM Identity Center: it overwrites changes of the role.',
          ]
        : []),
    ],
  };
}
