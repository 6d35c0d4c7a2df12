import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply } from '../parseReply';
import { metadata, resources } from './metadata';

const serviceAccount = z.object({
  metadata,
  automountServiceAccountToken: optional(z.boolean()),
});

/** Misspelt ones among them; all others may hold anything, `last-applied-configuration` above all. */
const kept = (key: string) => /amazonaws\.com|iam|role.?arn/i.test(key);

/** Service accounts with the annotations that concern AWS. */
export const serviceAccountsCollector = defineCollector({
  source: 'kubernetes',
  sections: ['serviceAccounts'],
  doing: 'reading service accounts',
  permissions: ['list serviceaccounts'],
  collect: async ({ kubernetes }) => ({
    serviceAccounts: await kubernetes.list(resources.serviceAccounts, raw => {
      const { metadata: found, automountServiceAccountToken } = parseReply(
        serviceAccount,
        raw,
        'list serviceaccounts',
      );
      return {
        namespace: found.namespace ?? '',
        name: found.name,
        annotations: Object.fromEntries(
          Object.entries(found.annotations).filter(([key]) => kept(key)),
        ),
        automountServiceAccountToken,
        createdAt: found.creationTimestamp,
      };
    }),
  }),
});
