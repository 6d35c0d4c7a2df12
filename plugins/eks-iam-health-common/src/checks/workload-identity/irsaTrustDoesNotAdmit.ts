import { accountOf } from '../../arn';
import { TrustFailure, trustsServiceAccount } from '../../iam';
import { admitServiceAccount, exceedsTrustLimit } from '../../iam/mendTrust';
import { Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { AnnotatedAccount, annotatedAccounts } from './serviceAccountRoles';

interface Refusal extends Found {
  annotated: AnnotatedAccount;
  /** absent: it is not known whether the account is admitted, for these reasons */
  failure?: TrustFailure;
  reasons: string[];
}

export const irsaTrustDoesNotAdmit = defineCheck({
  id: 'irsa-trust-does-not-admit',
  number: 'WID-006',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Trust policy does not admit the service account',
  severity: 'high',
  why: 'The pods of the service account ask STS for the role and are refused: `Not authorized to perform sts:AssumeRoleWithWebIdentity`. STS does not say which part of the trust policy does not fit.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  needs: ['cluster', 'serviceAccounts', 'podIdentityAssociations', 'iamRoles'],
  evaluate: facts =>
    annotatedAccounts(facts).flatMap((annotated): Refusal[] => {
      const { role, isForeign, isAssociated, roleArn, token } = annotated;
      if (isForeign) {
        const account = accountOf(roleArn);
        return [
          open(annotated, [`the roles of account ${account} are not read`]),
        ];
      }
      // A role that does not exist is the business of `annotated-role-missing`.
      if (!role) return [];
      const trust = trustsServiceAccount(role.trustPolicy, token);
      if (trust.answer === 'yes') return [];
      if (trust.answer === 'unknown' || !trust.failure) {
        return [open(annotated, trust.reasons)];
      }
      return [
        {
          verdict: isAssociated ? 'warn' : 'fail',
          annotated,
          failure: trust.failure,
          reasons: [],
        },
      ];
    }),
  subject: e => e.annotated.key,
  message: ({ annotated: { roleArn, isAssociated }, failure, reasons }) => {
    if (!failure) {
      return `whether \`${roleArn}\` admits the service account is not known: ${reasons.join(
        '; ',
      )}`;
    }
    const shadowed = isAssociated
      ? '; a Pod Identity association takes precedence'
      : '';
    return `\`${roleArn}\` does not admit the service account: ${inWords(
      failure,
    )}${shadowed}`;
  },
  evidence: ({ annotated: { account, roleArn }, failure }) => [
    {
      fact: `Annotation of ${account.namespace}/${account.name}`,
      value: roleArn,
      readFrom: readFrom.serviceAccounts,
    },
    ...(failure
      ? [
          {
            fact: `Trust policy, ${statementName(failure)}`,
            value: failure.found,
            readFrom: readFrom.iam,
          },
          {
            fact: 'Needed',
            value: failure.expected,
            readFrom: `${readFrom.cluster}, ${readFrom.serviceAccounts}`,
          },
        ]
      : []),
  ],
  affected: e => [e.annotated.key],
  remediate: e => (e.failure ? repairs(e.annotated, e.failure) : []),
});

function open(annotated: AnnotatedAccount, reasons: string[]): Refusal {
  return { verdict: 'unknown', annotated, reasons };
}

function statementName({ statementIndex, sid }: TrustFailure): string {
  if (statementIndex === undefined) return 'no statement';
  return `statement ${statementIndex}${sid ? ` (${sid})` : ''}`;
}

function inWords(failure: TrustFailure): string {
  const { element, expected, found } = failure;
  switch (element) {
    case 'deny':
      return `${statementName(failure)} denies it`;
    case 'provider':
      return `it trusts \`${found}\` instead of provider \`${expected}\``;
    case 'issuer':
      return `it is written for the issuer of another cluster: \`${found}\``;
    case 'action':
      return `it allows \`${found}\` instead of \`${expected}\``;
    case 'operator':
      return `\`${found}\` takes the asterisk literally`;
    case 'sub':
      return `it wants \`${found}\`, the token says \`${expected}\``;
    case 'aud':
      return `it wants the audience \`${found}\`, the token is for \`${expected}\``;
    default:
      return `the condition \`${found}\` never holds for a token`;
  }
}

function repairs(
  { role, token, key }: AnnotatedAccount,
  failure: TrustFailure,
): Repair[] {
  if (!role) return [];
  const document = admitServiceAccount(role.trustPolicy, token, failure);
  if (!document) {
    return [
      {
        title: `Change the statement that keeps \`${key}\` out by hand; adding another one does not help.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [],
      },
    ];
  }
  return [
    {
      title: `Admit \`${key}\` in the trust policy of \`${role.name}\`; all that it admits today stays.`,
      class: 'review',
      actions: [
        {
          kind: 'update-trust-policy',
          roleName: role.name,
          document,
          before: role.trustPolicy,
        },
      ],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'If the annotation names the wrong role, correct the annotation instead.',
        'The call replaces the whole trust policy; the document is built from what was read at the last scan.',
        ...(exceedsTrustLimit(document)
          ? [
              'The document is longer than the 2,048 characters that IAM allows by default.',
            ]
          : []),
        ...(failure.element === 'issuer'
          ? [
              'Remove the statement for the other issuer when no cluster uses it any more.',
            ]
          : []),
      ],
    },
  ];
}
