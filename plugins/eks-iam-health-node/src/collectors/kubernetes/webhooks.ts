import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply } from '../parseReply';
import { metadata, resources } from './metadata';

const configuration = z.object({
  metadata,
  webhooks: listOf(z.object({ failurePolicy: optional(z.string()) })),
});

/** Mutating webhooks: whether the pod identity webhook is there and what its failure means. */
export const webhooksCollector = defineCollector({
  source: 'kubernetes',
  sections: ['webhooks'],
  doing: 'reading mutating webhooks',
  permissions: ['list mutatingwebhookconfigurations'],
  collect: async ({ kubernetes }) => ({
    webhooks: await kubernetes.list(resources.mutatingWebhooks, raw => {
      const found = parseReply(
        configuration,
        raw,
        'list mutatingwebhookconfigurations',
      );
      return {
        name: found.metadata.name,
        // The API's default: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
        failurePolicies: found.webhooks.map(
          webhook => webhook.failurePolicy ?? 'Fail',
        ),
      };
    }),
  }),
});
