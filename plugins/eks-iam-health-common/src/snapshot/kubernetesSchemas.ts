import { z } from 'zod';
import {
  AwsAuthConfigMap,
  DaemonSet,
  FoundKey,
  LabelSelector,
  LeakingConfigMap,
  LeakingSecret,
  MutatingWebhook,
  Namespace,
  Node,
  Pod,
  RbacBinding,
  RbacRole,
  ServiceAccount,
  ServiceAccountTokenSecret,
} from '../model';
import { tags, texts, time } from './times';

export const awsAuth: z.ZodType<AwsAuthConfigMap | null> = z
  .object({
    data: z.record(z.string(), z.string()),
    resourceVersion: z.string(),
    createdAt: time.optional(),
    lastManager: z.string().optional(),
  })
  .nullable();

export const namespaces: z.ZodType<Namespace[]> = z.array(
  z.object({
    name: z.string(),
    labels: tags,
    annotations: tags.optional(),
    createdAt: time.optional(),
  }),
);

export const serviceAccounts: z.ZodType<ServiceAccount[]> = z.array(
  z.object({
    namespace: z.string(),
    name: z.string(),
    annotations: tags,
    automountServiceAccountToken: z.boolean().optional(),
    createdAt: time.optional(),
  }),
);

/** A whole id does not belong into a snapshot: it is refused here rather than shown later. */
const maskedKeyId = z
  .string()
  .refine(id => !/^[A-Z0-9]{20}$/.test(id), 'is not masked');

const keyMaterial = z.array(
  z.object({
    place: z.string(),
    maskedKeyId: maskedKeyId.optional(),
    hasSecret: z.boolean(),
  }),
);

const container = z.object({
  name: z.string(),
  isInit: z.boolean(),
  env: z.array(
    z.object({
      name: z.string(),
      source: z.enum(['literal', 'secret', 'configMap', 'field', 'other']),
      value: z.string().optional(),
    }),
  ),
  stsArguments: texts,
  volumeMountNames: texts,
});

export const pods: z.ZodType<Pod[]> = z.array(
  z.object({
    namespace: z.string(),
    name: z.string(),
    serviceAccountName: z.string(),
    nodeName: z.string().optional(),
    phase: z.string().optional(),
    createdAt: time,
    hostNetwork: z.boolean(),
    automountServiceAccountToken: z.boolean().optional(),
    labels: tags,
    annotations: tags,
    owner: z.object({ kind: z.string(), name: z.string() }).optional(),
    containers: z.array(container),
    volumeNames: texts,
    keyMaterial,
  }),
);

export const leakingConfigMaps: z.ZodType<LeakingConfigMap[]> = z.array(
  z.object({ namespace: z.string(), name: z.string(), keyMaterial }),
);

const rbacRoles: z.ZodType<RbacRole[]> = z.array(
  z.object({
    name: z.string(),
    namespace: z.string().optional(),
    labels: tags,
    annotations: tags,
    rules: z.array(
      z.object({
        apiGroups: texts,
        resources: texts,
        verbs: texts,
        resourceNames: texts,
        nonResourceURLs: texts,
      }),
    ),
    aggregation: z.array(tags).optional(),
  }),
);
export const roles = rbacRoles;
export const clusterRoles = rbacRoles;

export const bindings: z.ZodType<RbacBinding[]> = z.array(
  z.object({
    name: z.string(),
    namespace: z.string().optional(),
    roleRef: z.object({
      kind: z.enum(['Role', 'ClusterRole']),
      name: z.string(),
    }),
    subjects: z.array(
      z.object({
        kind: z.enum(['User', 'Group', 'ServiceAccount']),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    ),
    createdAt: time.optional(),
    annotations: tags.optional(),
  }),
);

export const daemonSets: z.ZodType<DaemonSet[]> = z.array(
  z.object({
    namespace: z.string(),
    name: z.string(),
    labels: tags,
    serviceAccountName: z.string(),
    desired: z.number(),
    ready: z.number(),
  }),
);

export const nodes: z.ZodType<Node[]> = z.array(
  z.object({
    name: z.string(),
    labels: tags,
    providerId: z.string().optional(),
    ready: z.boolean(),
  }),
);

const labelSelector: z.ZodType<LabelSelector> = z.object({
  matchLabels: tags,
  matchExpressions: z.array(
    z.object({ key: z.string(), operator: z.string(), values: texts }),
  ),
});

export const webhooks: z.ZodType<MutatingWebhook[]> = z.array(
  z.object({
    name: z.string(),
    failurePolicies: texts,
    webhooks: z
      .array(
        z.object({
          name: z.string(),
          failurePolicy: z.string(),
          namespaceSelector: labelSelector,
          objectSelector: labelSelector,
        }),
      )
      .optional(),
  }),
);

export const leakingSecrets: z.ZodType<LeakingSecret[]> = z.array(
  z.object({
    namespace: z.string(),
    name: z.string(),
    type: z.string(),
    keyMaterial,
  }),
);

export const serviceAccountTokens: z.ZodType<ServiceAccountTokenSecret[]> =
  z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      serviceAccountName: z.string(),
      createdAt: time.optional(),
      lastUsedOn: z.string().optional(),
    }),
  );

export const foundKeys: z.ZodType<FoundKey[]> = z.array(
  z.object({
    maskedKeyId,
    places: texts,
    accountId: z.string(),
    status: z.enum(['Active', 'Inactive', 'gone', 'unread']),
    userName: z.string().optional(),
    createdAt: time.optional(),
    lastUsedAt: time.optional(),
  }),
);
