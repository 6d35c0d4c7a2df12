import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { parseReply } from '../parseReply';

const reply = z.object({
  SummaryMap: z.object({
    AccountAccessKeysPresent: z.number(),
    AccountMFAEnabled: z.number(),
  }),
});

/** What is known of the account's root user. */
export const accountSummaryCollector = defineCollector({
  source: 'account',
  sections: ['accountSummary'],
  doing: 'reading the account summary',
  permissions: ['iam:GetAccountSummary'],
  async collect({ aws, target }) {
    const operation = 'iam:GetAccountSummary';
    const { SummaryMap } = parseReply(
      reply,
      await aws.call(operation, {}),
      operation,
    );
    return {
      accountSummary: {
        accountId: target.accountId,
        accountAccessKeysPresent: SummaryMap.AccountAccessKeysPresent,
        accountMfaEnabled: SummaryMap.AccountMFAEnabled,
      },
    };
  },
});
