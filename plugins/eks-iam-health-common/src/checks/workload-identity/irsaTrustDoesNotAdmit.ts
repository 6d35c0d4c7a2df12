import { accountOf, shortArn } from '../../arn';
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
  /** all accounts that this role should admit and does not: one trust policy, so one repair for all of them */
  together: AnnotatedAccount[];
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
  evaluate: facts => {
    const refused = new Map<string, AnnotatedAccount[]>();
    return annotatedAccounts(facts).flatMap((annotated): Refusal[] => {
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
      const together = refused.get(roleArn) ?? [];
      refused.set(roleArn, together);
      together.push(annotated);
      return [
        {
          verdict: isAssociated ? 'warn' : 'fail',
          annotated,
          failure: trust.failure,
          reasons: [],
          together,
        },
      ];
    });
  },
  subject: e => e.annotated.key,
  message: ({ annotated, failure, reasons }) => {
    const { roleArn, isAssociated, key, clusterAccountId } = annotated;
    const role = shortArn(roleArn, clusterAccountId);
    if (!failure) {
      return `whether \`${role}\` admits the service account is not known: ${reasons.join(
        '; ',
      )}`;
    }
    const shadowed = isAssociated
      ? '; a Pod Identity association takes precedence'
      : '';
    return `\`${role}\` does not admit service account \`${key}\`: ${inWords(
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
  remediate: e => (e.failure ? repairs(e, e.failure) : []),
});

function open(annotated: AnnotatedAccount, reasons: string[]): Refusal {
  return { verdict: 'unknown', annotated, reasons, together: [] };
}

function statementName({ statementIndex, sid }: TrustFailure): string {
  if (statementIndex === undefined) return 'no statement';
  return `statement ${statementIndex}${sid ? ` (${sid})` : ''}`;
}

/** The key of a condition without the issuer before it, which is the same everywhere: `sub`, `aud`. */
const withoutIssuer = (text: string) =>
  text.replace(/[\w.-]+\/[\w./-]+:(sub|aud)\b/g, '$1');

function inWords(failure: TrustFailure): string {
  const { element, expected } = failure;
  const found =
    element === 'issuer' ? failure.found : withoutIssuer(failure.found);
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

/** The documents by the accounts they admit: many findings share one. */
const admitting = new WeakMap<readonly AnnotatedAccount[], unknown>();

/** The trust policy that admits all of them; each of several repairs would undo the one before it. */
function admitAll(
  trustPolicy: unknown,
  accounts: readonly AnnotatedAccount[],
): unknown {
  if (!admitting.has(accounts)) {
    admitting.set(accounts, makeAdmitting(trustPolicy, accounts));
  }
  return admitting.get(accounts);
}

function makeAdmitting(
  trustPolicy: unknown,
  accounts: readonly AnnotatedAccount[],
): unknown {
  return accounts.reduce<unknown>((document, { token }) => {
    if (document === undefined) return undefined;
    const { answer, failure } = trustsServiceAccount(document, token);
    if (answer === 'yes') return document;
    return failure && admitServiceAccount(document, token, failure);
  }, trustPolicy);
}

function repairs(
  { annotated: { role, key, token }, together }: Refusal,
  failure: TrustFailure,
): Repair[] {
  if (!role) return [];
  const forAll = admitAll(role.trustPolicy, together);
  const document =
    forAll ?? admitServiceAccount(role.trustPolicy, token, failure);
  const admitted = forAll ? together.map(other => other.key) : [key];
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
      title: `Admit ${listed(admitted)} in the trust policy of \`${
        role.name
      }\`; all that it admits today stays.`,
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

function listed(keys: readonly string[]): string {
  const named = keys.slice(0, 5).map(key => `\`${key}\``);
  const more = keys.length - named.length;
  return more > 0
    ? `${named.join(', ')} and ${more} more`
    : named.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
