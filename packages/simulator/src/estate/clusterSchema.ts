import { z } from 'zod';
import { moment, principal, tags } from './schemaParts';

/** A rule of a Role. */
export const policyRule = z.strictObject({
  groups: z.array(z.string()).optional(),
  resources: z.array(z.string()).optional(),
  names: z.array(z.string()).optional(),
  urls: z.array(z.string()).optional(),
  verbs: z.array(z.string()),
});

/** `Group name`, `User name`, `ServiceAccount namespace/name` */
const subject = z
  .string()
  .regex(
    /^(Group|User) .+$|^ServiceAccount [^/ ]+\/[^/ ]+$/,
    'expected "Group name", "User name" or "ServiceAccount namespace/name"',
  );

const rbacRole = z.array(policyRule);

/** A RoleBinding or ClusterRoleBinding. */
export const binding = z.strictObject({
  /** `ClusterRole name` or `Role name` */
  role: z.string().regex(/^(ClusterRole|Role) .+$/),
  to: z.array(subject),
  created: moment.optional(),
});

const environment = z.record(
  z.string(),
  z.union([
    z.string(),
    z.strictObject({ secret: z.string(), key: z.string() }),
    z.strictObject({ configMap: z.string(), key: z.string() }),
  ]),
);

/** Pods that are alike. */
export const workload = z.strictObject({
  kind: z
    .enum(['Deployment', 'DaemonSet', 'StatefulSet', 'CronJob', 'Pod'])
    .default('Deployment'),
  serviceAccount: z.string().default('default'),
  replicas: z.number().int().positive().default(1),
  image: z.string().optional(),
  env: environment.default({}),
  args: z.array(z.string()).default([]),
  annotations: z.record(z.string(), z.string()).default({}),
  labels: z.record(z.string(), z.string()).default({}),
  hostNetwork: z.boolean().default(false),
  mountToken: z.boolean().default(true),
  /** `false`: made before the annotation or association, so nothing was injected */
  injected: z.boolean().default(true),
  created: moment.default('20 days ago'),
  ready: z.boolean().default(true),
});

const serviceAccount = z
  .strictObject({
    /** the annotation `eks.amazonaws.com/role-arn`, word for word unless it begins with `role/` */
    role: z.string().optional(),
    annotations: z.record(z.string(), z.string()).default({}),
    mountToken: z.boolean().optional(),
    created: moment.optional(),
  })
  .nullable();

/** A namespace and what is in it. */
export const namespace = z.strictObject({
  labels: z.record(z.string(), z.string()).default({}),
  created: moment.optional(),
  serviceAccounts: z.record(z.string(), serviceAccount).default({}),
  workloads: z.record(z.string(), workload).default({}),
  configMaps: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({}),
  roles: z.record(z.string(), rbacRole).default({}),
  bindings: z.record(z.string(), binding).default({}),
});

const health = z
  .array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      resources: z.array(z.string()).default([]),
    }),
  )
  .default([]);

/** A cluster file. */
export const clusterSchema = z.strictObject({
  cluster: z.string(),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  version: z.string().default('1.33'),
  mode: z.enum(['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API']),
  created: moment,
  /** the principal that made the cluster: in mode CONFIG_MAP an administrator nobody sees */
  creator: principal.optional(),
  role: z.string(),
  logs: z
    .array(
      z.enum([
        'api',
        'audit',
        'authenticator',
        'controllerManager',
        'scheduler',
      ]),
    )
    .default([]),
  endpoint: z
    .strictObject({
      public: z.boolean().default(false),
      private: z.boolean().default(true),
      cidrs: z.array(z.string()).default([]),
    })
    .default({ public: false, private: true, cidrs: [] }),
  secretsKey: z.boolean().default(false),
  health,
  tags,
  kubernetesApi: z
    .enum(['reachable', 'unreachable', 'hanging'])
    .default('reachable'),
  accessEntries: z
    .array(
      z.strictObject({
        principal,
        type: z.string().default('STANDARD'),
        username: z.string().optional(),
        groups: z.array(z.string()).default([]),
        /** `AmazonEKSViewPolicy` for the whole cluster, `AmazonEKSViewPolicy in a, b-*` for namespaces */
        policies: z.array(z.string()).default([]),
        created: moment.optional(),
        tags,
      }),
    )
    .default([]),
  awsAuth: z
    .strictObject({
      data: z.record(z.string(), z.string()),
      manager: z.string().default('kubectl-edit'),
      changed: moment.optional(),
    })
    .optional(),
  nodegroups: z
    .array(
      z.strictObject({
        name: z.string(),
        role: z.string(),
        nodes: z.number().int().nonnegative().default(2),
        amiType: z.string().default('AL2023_x86_64_STANDARD'),
        status: z.string().default('ACTIVE'),
        ready: z.boolean().default(true),
        health,
      }),
    )
    .default([]),
  fargateProfiles: z
    .array(
      z.strictObject({
        name: z.string(),
        role: z.string(),
        namespaces: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** external OIDC providers */
  identityProviders: z
    .array(
      z.strictObject({
        name: z.string(),
        issuer: z.string(),
        clientId: z.string(),
        usernameClaim: z.string().optional(),
        usernamePrefix: z.string().optional(),
        groupsClaim: z.string().optional(),
        groupsPrefix: z.string().optional(),
        status: z.string().default('ACTIVE'),
      }),
    )
    .default([]),
  addons: z
    .array(
      z.strictObject({
        name: z.string(),
        version: z.string().optional(),
        status: z.string().default('ACTIVE'),
        serviceAccountRole: z.string().optional(),
        /** service accounts of kube-system whose associations the add-on owns */
        podIdentity: z.array(z.string()).default([]),
        health,
      }),
    )
    .default([]),
  podIdentity: z
    .array(
      z.strictObject({
        serviceAccount: z.string().regex(/^[^/]+\/[^/]+$/),
        role: z.string(),
        targetRole: z.string().optional(),
        sessionTags: z.boolean().default(true),
        created: moment.optional(),
      }),
    )
    .default([]),
  identityWebhook: z.boolean().default(true),
  namespaces: z.record(z.string(), namespace).default({}),
  clusterRoles: z.record(z.string(), rbacRole).default({}),
  clusterRoleBindings: z.record(z.string(), binding).default({}),
  /** many namespaces of the same kind, for size */
  generate: z
    .strictObject({
      namespacePrefix: z.string(),
      namespaces: z.number().int().positive(),
      serviceAccountsEach: z.number().int().positive(),
      /** every n-th service account is annotated with this role */
      annotatedEvery: z.number().int().positive(),
      role: z.string(),
      podsEach: z.number().int().nonnegative(),
    })
    .optional(),
});
