import { z } from 'zod';

/**
 * The compact format in which an estate is written: one file per account, one per cluster. It says what a person
 * would say about them; `buildWorld` makes of it what the APIs answer. Unknown fields are refused, so a typing error
 * never leaves a hole in the estate.
 */

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value : [value]));

/** `61 days ago`, `33 minutes ago`, or an ISO date: estates stay the same age, whenever they are started. */
const moment = z
  .string()
  .regex(
    /^(\d+ (minute|hour|day)s? ago|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?)$/,
    'expected "<n> days|hours|minutes ago" or an ISO date',
  );

const tags = z.record(z.string(), z.string()).default({});

/** `role/path/Name` and `user/Name` are of the account at hand; an ARN stands as it is. */
const principal = z
  .string()
  .regex(/^(arn:|role\/|user\/)/, 'expected an ARN, role/... or user/...');

const statement = z.strictObject({
  sid: z.string().optional(),
  allow: oneOrMore.optional(),
  deny: oneOrMore.optional(),
  on: oneOrMore.default(['*']),
  when: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

const policyDocument = z.union([
  z.array(statement),
  z.looseObject({ Version: z.string(), Statement: z.unknown() }),
]);

/** Which calls the simulator lets a principal make. It is not an IAM engine: the policies beside it are only data. */
const calls = z
  .strictObject({
    allow: z.array(z.string()).default([]),
    deny: z.array(z.string()).default([]),
  })
  .default({ allow: [], deny: [] });

const accessKey = z.strictObject({
  id: z.string().regex(/^AKIA[A-Z2-7]{16}$/),
  /** only for users that call the simulator */
  secret: z.string().length(40).optional(),
  created: moment,
  active: z.boolean().default(true),
  lastUsed: moment.optional(),
  lastUsedService: z.string().default('sts'),
  lastUsedRegion: z.string().default('eu-west-1'),
});

const inlinePolicies = z.record(z.string(), policyDocument).default({});

const user = z.strictObject({
  name: z.string(),
  path: z.string().default('/'),
  created: moment.default('500 days ago'),
  groups: z.array(z.string()).default([]),
  policies: z.array(z.string()).default([]),
  inline: inlinePolicies,
  boundary: z.string().optional(),
  keys: z.array(accessKey).max(2).default([]),
  consolePassword: z.boolean().default(false),
  tags,
  calls,
});

const trust = z.union([
  z.strictObject({
    service: oneOrMore,
    when: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  }),
  z.strictObject({
    aws: oneOrMore,
    externalId: z.string().optional(),
    when: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  }),
  z.strictObject({ saml: z.string() }),
  /** IAM roles for service accounts: `namespace/name` of one cluster */
  z.strictObject({ irsa: z.string(), serviceAccounts: oneOrMore }),
  /** EKS Pod Identity of one cluster */
  z.strictObject({ podIdentity: z.string() }),
  z.strictObject({ document: z.looseObject({ Statement: z.unknown() }) }),
]);

const role = z.strictObject({
  name: z.string(),
  path: z.string().default('/'),
  created: moment.default('500 days ago'),
  trust,
  policies: z.array(z.string()).default([]),
  inline: inlinePolicies,
  boundary: z.string().optional(),
  instanceProfile: z.boolean().default(false),
  tags,
  calls,
});

/** @internal */
export const accountSchema = z.strictObject({
  account: z.string().regex(/^\d{12}$/),
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).default('aws'),
  users: z.array(user).default([]),
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        policies: z.array(z.string()).default([]),
        inline: inlinePolicies,
      }),
    )
    .default([]),
  roles: z.array(role).default([]),
  policies: z
    .array(
      z.strictObject({
        name: z.string(),
        path: z.string().default('/'),
        document: policyDocument,
      }),
    )
    .default([]),
  oidcProviders: z
    .array(
      z.union([
        z.strictObject({
          cluster: z.string(),
          clientIds: z.array(z.string()).default(['sts.amazonaws.com']),
        }),
        z.strictObject({
          url: z.string(),
          clientIds: z.array(z.string()).default(['sts.amazonaws.com']),
        }),
      ]),
    )
    .default([]),
  summary: z
    .strictObject({
      rootAccessKeys: z.number().default(0),
      rootMfa: z.boolean().default(true),
    })
    .default({ rootAccessKeys: 0, rootMfa: true }),
});

const policyRule = z.strictObject({
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

const binding = z.strictObject({
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

const workload = z.strictObject({
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

const namespace = z.strictObject({
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

/** @internal */
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

/** An account as it is written. @public */
export type AccountDefinition = z.infer<typeof accountSchema>;
/** A cluster as it is written. @public */
export type ClusterDefinition = z.infer<typeof clusterSchema>;
/** A whole estate as it is written, before the clock gives its moments a date. @public */
export interface EstateDefinition {
  accounts: AccountDefinition[];
  clusters: ClusterDefinition[];
}

/** @internal */
export type PolicyDocumentDefinition = z.infer<typeof policyDocument>;
/** @internal */
export type TrustDefinition = z.infer<typeof trust>;
/** @internal */
export type NamespaceDefinition = z.infer<typeof namespace>;
/** @internal */
export type WorkloadDefinition = z.infer<typeof workload>;
/** @internal */
export type PolicyRuleDefinition = z.infer<typeof policyRule>;
/** @internal */
export type BindingDefinition = z.infer<typeof binding>;
