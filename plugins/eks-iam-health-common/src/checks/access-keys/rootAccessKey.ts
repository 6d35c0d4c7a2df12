import { parseArn } from '../../arn';
import { defineCheck } from '../defineCheck';

export const rootAccessKey = defineCheck({
  id: 'root-access-key',
  number: 'KEY-001',
  area: 'access-keys',
  topics: ['T5'],
  title: 'Root user of the account has an access key',
  severity: 'critical',
  why: 'No policy of the account limits the root user, so whoever holds this key holds the account and every cluster in it.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
  needs: ['accountSummary'],
  evaluate: ({ accountSummary, derived }) =>
    accountSummary.accountAccessKeysPresent > 0
      ? [
          {
            verdict: 'fail' as const,
            count: accountSummary.accountAccessKeysPresent,
            rootArn: `arn:${
              parseArn(derived.snapshot.arn)?.partition ?? 'aws'
            }:iam::${accountSummary.accountId}:root`,
          },
        ]
      : [],
  subject: e => e.rootArn,
  message: e =>
    `the root user of the account has ${
      e.count === 1 ? 'an access key' : `${e.count} access keys`
    }`,
  evidence: e => [
    {
      fact: 'AccountAccessKeysPresent',
      value: String(e.count),
      readFrom: 'iam:GetAccountSummary',
    },
  ],
  affected: e => [e.rootArn],
  remediate: () => [
    {
      title:
        'Sign in as the root user and delete the key under Security credentials.',
      class: 'advice',
      actions: [],
      needs: ['the root user of the account'],
      cautions: [
        'Look at the last use of the key first and move what uses it to a role.',
      ],
    },
  ],
});
