import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  defaultCheckSettings,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';

const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

const clusterArn = z
  .string()
  .refine(arn => parseClusterArn(arn) !== undefined, {
    error: issue =>
      `\`${String(issue.input)}\` is not the ARN of an EKS cluster`,
  });

const entityRef = z.string().transform((ref, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'resource' }));
  } catch {
    context.addIssue({
      code: 'custom',
      message: `\`${ref}\` is not an entity reference`,
    });
    return z.NEVER;
  }
});

const positive = z.number().int().positive();

/** A service account as `namespace/name`; stars stand for any characters. */
const accountPattern = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+$/, 'must be namespace/name');

/** `accessRequests` belongs to the request flow, which reads and validates it; durations are read by Backstage. */
export const optionsSchema = z.strictObject({
  schedule: z
    .strictObject({
      frequency: z.unknown(),
      timeout: z.unknown(),
      initialDelay: z.unknown(),
    })
    .partial()
    .optional(),
  staleAfterIntervals: z.number().min(1).default(3),
  clusters: z
    .array(z.strictObject({ arn: clusterArn, entityRef: entityRef.optional() }))
    .default([]),
  catalog: z
    .strictObject({
      enabled: z.boolean().default(true),
      filter: z
        .record(z.string(), z.union([z.string(), z.array(z.string())]))
        .default({ kind: 'Resource' }),
    })
    .prefault({}),
  aws: z
    .strictObject({
      endpoint: z.url().optional(),
      requestsPerSecond: z.number().positive().optional(),
      burst: positive.optional(),
      maxAttempts: positive.optional(),
      requestTimeoutSeconds: positive.optional(),
    })
    .prefault({}),
  scan: z
    .strictObject({
      concurrency: positive.max(64).default(4),
      timeoutSeconds: positive.default(300),
      minSecondsBetweenOnDemand: z.number().int().min(0).default(60),
    })
    .prefault({}),
  checks: z
    .strictObject({
      disabled: z.array(z.string()).default([]),
      severity: z.record(z.string(), severity).default({}),
      parameters: z
        .strictObject({
          accessKeyMaxAgeDays: positive.default(
            defaultCheckSettings.accessKeyMaxAgeDays,
          ),
          accessKeyUnusedDays: positive.default(
            defaultCheckSettings.accessKeyUnusedDays,
          ),
          maxClusterAdmins: positive.default(
            defaultCheckSettings.maxClusterAdmins,
          ),
          allowedAdminArns: z.array(z.string()).default([]),
          trustedAccountIds: z
            .array(
              z.string().regex(/^\d{12}$/, 'must be twelve digits, in quotes'),
            )
            .default([]),
          knownControllers: z
            .array(accountPattern)
            .default([...defaultCheckSettings.knownControllers]),
          nodeAgents: z
            .array(accountPattern)
            .default([...defaultCheckSettings.nodeAgents]),
          volumeProvisioners: z
            .array(accountPattern)
            .default([...defaultCheckSettings.volumeProvisioners]),
          maxSecretNamespaces: positive.default(
            defaultCheckSettings.maxSecretNamespaces,
          ),
          maxScopeShare: z
            .number()
            .gt(0)
            .max(1)
            .default(defaultCheckSettings.maxScopeShare),
          infrastructureArns: z.array(z.string()).default([]),
          maxForbiddenPerDay: positive.default(
            defaultCheckSettings.maxForbiddenPerDay,
          ),
        })
        .prefault({}),
    })
    .prefault({}),
  retention: z
    .strictObject({
      days: positive.default(90),
      reports: positive.default(2),
    })
    .prefault({}),
  accessRequests: z.unknown().optional(),
});

/** The options of the plugin, read and completed. */
export type EksIamHealthOptions = Omit<
  z.output<typeof optionsSchema>,
  'schedule'
> & {
  frequencySeconds: number;
  locateTimeoutSeconds: number;
  initialDelaySeconds: number;
};
