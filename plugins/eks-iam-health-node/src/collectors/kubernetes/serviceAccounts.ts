import { defineCollector } from '../defineCollector';
import { parseReply } from '../parseReply';
import { anyObject, resources } from './metadata';

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
      const found = parseReply(anyObject, raw, 'list serviceaccounts').metadata;
      return {
        namespace: found.namespace ?? '',
        name: found.name,
        annotations: Object.fromEntries(
          Object.entries(found.annotations).filter(([key]) => kept(key)),
        ),
        createdAt: found.creationTimestamp,
      };
    }),
  }),
});
