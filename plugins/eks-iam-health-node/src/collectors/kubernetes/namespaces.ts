import { defineCollector } from '../defineCollector';
import { parseReply } from '../parseReply';
import { anyObject, resources } from './metadata';

/** Namespaces with their labels. */
export const namespacesCollector = defineCollector({
  source: 'kubernetes',
  sections: ['namespaces'],
  doing: 'reading namespaces',
  permissions: ['list namespaces'],
  collect: async ({ kubernetes }) => ({
    namespaces: await kubernetes.list(resources.namespaces, raw => {
      const found = parseReply(anyObject, raw, 'list namespaces').metadata;
      return {
        name: found.name,
        labels: found.labels,
        annotations: Object.fromEntries(
          Object.entries(found.annotations).filter(([key]) =>
            key.startsWith('eks.amazonaws.com/'),
          ),
        ),
        createdAt: found.creationTimestamp,
      };
    }),
  }),
});
