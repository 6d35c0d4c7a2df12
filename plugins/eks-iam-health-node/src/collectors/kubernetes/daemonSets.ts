import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply } from '../parseReply';
import { metadata, resources } from './metadata';

const daemonSet = z.object({
  metadata,
  spec: z.object({
    template: z.object({
      spec: z.object({ serviceAccountName: optional(z.string()) }),
    }),
  }),
  status: optional(
    z.object({
      desiredNumberScheduled: optional(z.number()),
      numberReady: optional(z.number()),
    }),
  ),
});

/** DaemonSets: whether agents such as the Pod Identity agent run on the nodes. */
export const daemonSetsCollector = defineCollector({
  source: 'kubernetes',
  sections: ['daemonSets'],
  doing: 'reading daemon sets',
  permissions: ['list daemonsets'],
  collect: async ({ kubernetes }) => ({
    daemonSets: await kubernetes.list(resources.daemonSets, raw => {
      const found = parseReply(daemonSet, raw, 'list daemonsets');
      return {
        namespace: found.metadata.namespace ?? '',
        name: found.metadata.name,
        labels: found.metadata.labels,
        serviceAccountName:
          found.spec.template.spec.serviceAccountName ?? 'default',
        desired: found.status?.desiredNumberScheduled ?? 0,
        ready: found.status?.numberReady ?? 0,
      };
    }),
  }),
});
