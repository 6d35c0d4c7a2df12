import { z } from 'zod';
import { moment, oneOrMore, tags } from './schemaParts';

const statement = z.strictObject({
  sid: z.string().optional(),
  allow: oneOrMore.optional(),
  deny: oneOrMore.optional(),
  on: oneOrMore.default(['*']),
  when: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

/** A policy in short form, or as the document itself. */
export const policyDocument = z.union([
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

/** Who may become a role. */
export const trust = z.union([
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
  created: moment.default('1200 days ago'),
  trust,
  policies: z.array(z.string()).default([]),
  inline: inlinePolicies,
  boundary: z.string().optional(),
  instanceProfile: z.boolean().default(false),
  tags,
  calls,
});

/** An account file. */
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
