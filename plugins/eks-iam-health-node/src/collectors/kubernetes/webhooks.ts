import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, textMap } from '../parseReply';
import { metadata, resources } from './metadata';

const labelSelector = optional(
  z.object({
    matchLabels: textMap,
    matchExpressions: listOf(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: listOf(z.string()),
      }),
    ),
  }),
);

const configuration = z.object({
  metadata,
  webhooks: listOf(
    z.object({
      name: z.string(),
      // The API's default: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
      failurePolicy: z
        .string()
        .nullish()
        .transform(given => given ?? 'Fail'),
      namespaceSelector: labelSelector,
      objectSelector: labelSelector,
    }),
  ),
});

/** A selector that says nothing selects everything. */
const everything = { matchLabels: {}, matchExpressions: [] };

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
        failurePolicies: found.webhooks.map(webhook => webhook.failurePolicy),
        webhooks: found.webhooks.map(webhook => ({
          name: webhook.name,
          failurePolicy: webhook.failurePolicy,
          namespaceSelector: webhook.namespaceSelector ?? everything,
          objectSelector: webhook.objectSelector ?? everything,
        })),
      };
    }),
  }),
});
