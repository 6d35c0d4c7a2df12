import { z } from 'zod';
import { isNotFound } from '../../clients/ReadError';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, textMap, time } from '../parseReply';
import { resources } from './metadata';

const configMap = z.object({
  metadata: z.object({
    resourceVersion: optional(z.string()),
    creationTimestamp: optional(time),
    managedFields: listOf(
      z.object({ manager: optional(z.string()), time: optional(time) }),
    ),
  }),
  data: textMap,
});

/** ConfigMap kube-system/aws-auth as text. That it does not exist is an answer. */
export const awsAuthCollector = defineCollector({
  source: 'kubernetes',
  sections: ['awsAuth'],
  doing: 'reading aws-auth',
  permissions: ['get configmaps/aws-auth in kube-system'],
  async collect({ kubernetes }) {
    try {
      const raw = await kubernetes.get(
        resources.configMaps,
        'kube-system',
        'aws-auth',
      );
      const found = parseReply(configMap, raw, 'get configmaps');
      const { resourceVersion, creationTimestamp, managedFields } =
        found.metadata;
      const [last] = [...managedFields].sort((a, b) =>
        (b.time ?? '').localeCompare(a.time ?? ''),
      );
      return {
        awsAuth: {
          data: found.data,
          resourceVersion: resourceVersion ?? '',
          createdAt: creationTimestamp,
          lastManager: last?.manager,
        },
      };
    } catch (error) {
      if (isNotFound(error)) return { awsAuth: null };
      throw error;
    }
  },
});
