import { findMisreadings, Misreading } from '../../iam/misreadings';
import { shortArn } from '../../arn';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM } from './accountPrincipals';
import { customerPolicies, WrittenPolicy } from './customerPolicies';

interface Misread extends Found {
  policy: WrittenPolicy;
  accountId: string;
  misreadings: Misreading[];
}

const placeOf = ({ statement }: Misreading) =>
  statement.sid === undefined
    ? `statement ${statement.index}`
    : `statement ${statement.index} (${statement.sid})`;

export const policyDoesNotMeanWhatItSays = defineCheck({
  id: 'policy-does-not-mean-what-it-says',
  number: 'IAM-010',
  area: 'iam',
  topics: ['T1'],
  title: 'Policy does not mean what it says',
  severity: 'medium',
  why: 'IAM stores policies with misspelt actions and condition keys, with wildcards where it takes them for characters, and with resources no action meets. Such a statement reads like a grant or a fence and is none.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-validation.html',
  needs: ['cluster', 'iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  canProveWithout: ['iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  evaluate: ({ cluster: { accountId, partition }, ...sections }) =>
    customerPolicies(sections).flatMap((policy): Misread[] => {
      if (policy.isUnreadable) {
        return [{ verdict: 'unknown', policy, accountId, misreadings: [] }];
      }
      const misreadings = findMisreadings(policy.document, partition);
      if (misreadings.length === 0) return [];
      const fails = misreadings.some(({ verdict }) => verdict === 'fail');
      return [
        {
          verdict: fails ? 'fail' : 'warn',
          severity: fails ? 'medium' : 'low',
          policy,
          accountId,
          misreadings,
        },
      ];
    }),
  subject: e => e.policy.subject,
  message: ({ policy, accountId, misreadings, verdict }) => {
    const name = nameOf(policy, accountId);
    if (verdict === 'unknown') {
      return `what ${name} says is not known: its document is no policy`;
    }
    const [first, ...more] = misreadings;
    const rest = more.length > 0 ? `, and ${more.length} more` : '';
    return `${name}: ${first.what} (${placeOf(first)})${rest}`;
  },
  evidence: ({ policy, misreadings }) =>
    misreadings.length === 0
      ? [
          {
            fact: 'Document',
            value: JSON.stringify(policy.document) ?? '',
            readFrom: READ_FROM_IAM,
          },
        ]
      : misreadings.map(misreading => ({
          fact: `${placeOf(misreading)}: ${misreading.what}`,
          value: JSON.stringify(misreading.statement.source),
          readFrom: READ_FROM_IAM,
        })),
  affected: e => [e.policy.holder],
  remediate: ({ policy, accountId, misreadings }) =>
    misreadings.length === 0
      ? []
      : [
          {
            title: `Correct ${nameOf(policy, accountId)}: ${[
              ...new Set(
                misreadings.map(
                  misreading =>
                    `in ${placeOf(misreading)} ${misreading.instead}`,
                ),
              ),
            ].join('; ')}.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreatePolicyVersion', 'iam:PutRolePolicy'],
            cautions: [
              'A statement that begins to work may allow or deny what works today: try it with the IAM policy simulator first.',
            ],
          },
        ],
});

function nameOf({ holder, inlineName }: WrittenPolicy, accountId: string) {
  const owner = `\`${shortArn(holder, accountId)}\``;
  return inlineName === undefined
    ? owner
    : `inline policy \`${inlineName}\` of ${owner}`;
}
