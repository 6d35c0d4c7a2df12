import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply } from '../parseReply';
import { metadata, resources } from './metadata';

const node = z.object({
  metadata,
  spec: optional(z.object({ providerID: optional(z.string()) })),
  status: optional(
    z.object({
      conditions: listOf(z.object({ type: z.string(), status: z.string() })),
    }),
  ),
});

/** Nodes: their labels, provider id and readiness. */
export const nodesCollector = defineCollector({
  source: 'kubernetes',
  sections: ['nodes'],
  doing: 'reading nodes',
  permissions: ['list nodes'],
  collect: async ({ kubernetes }) => ({
    nodes: await kubernetes.list(resources.nodes, raw => {
      const found = parseReply(node, raw, 'list nodes');
      return {
        name: found.metadata.name,
        labels: found.metadata.labels,
        providerId: found.spec?.providerID,
        ready: (found.status?.conditions ?? []).some(
          condition =>
            condition.type === 'Ready' && condition.status === 'True',
        ),
      };
    }),
  }),
});
