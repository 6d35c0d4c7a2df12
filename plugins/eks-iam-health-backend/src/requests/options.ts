import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  accessLevels,
  canonicalRef,
  defaultRequestLimits,
  impossiblePrincipal,
  RequestLimits,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';

const ROOT = 'eksIamHealth.accessRequests';

const ref = z.string().transform((text, context) => {
  try {
    return canonicalRef(text, 'group');
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
    return z.NEVER;
  }
});

const principal = z.strictObject({
  subject: ref,
  principalArn: z.string().superRefine((arn, context) => {
    const message = impossiblePrincipal(arn);
    if (message) context.addIssue({ code: 'custom', message });
  }),
  /** accounts of the clusters; by default the principal's own */
  accountIds: z.array(z.string().regex(/^\d{12}$/)).optional(),
});

const level = z.enum(
  accessLevels.map(l => l.level) as [
    (typeof accessLevels)[number]['level'],
    ...(typeof accessLevels)[number]['level'][],
  ],
);

const optionsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  principals: z.array(principal).default([]),
  accounts: z
    .array(
      z.strictObject({
        accountId: z.string().regex(/^\d{12}$/, 'must be twelve digits'),
        roleName: z.string().regex(/^[\w+=,.@/-]+$/),
      }),
    )
    .default([]),
  levels: z.array(level).min(1).optional(),
  minReasonLength: z.number().int().min(1).max(1000).optional(),
  protectedNamespaces: z.array(z.string()).optional(),
  minDuration: z.unknown().optional(),
  maxDuration: z.unknown().optional(),
  pendingTimeout: z.unknown().optional(),
  frequency: z.unknown().optional(),
  settleTime: z.unknown().optional(),
});

/** A principal that a group, or a user, may ask access for. */
export interface ConfiguredPrincipal {
  subject: string;
  principalArn: string;
  accountIds: string[];
}

/** `eksIamHealth.accessRequests`, read and completed. */
export interface RequestsOptions {
  enabled: boolean;
  principals: ConfiguredPrincipal[];
  /** by account: the role that writes, where it is not the one that reads */
  writeRoles: Record<string, string>;
  limits: RequestLimits;
  pendingSeconds: number;
  frequencySeconds: number;
  settleSeconds: number;
}

/** Reads the options once; all problems are told at once, each with its place. */
export function readRequestsOptions(config: Config): RequestsOptions {
  const parsed = optionsSchema.safeParse(config.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${[ROOT, ...path].join('.')}: ${message}`,
    );
    throw new InputError(
      `the configuration of access requests is not valid: ${problems.join(
        '; ',
      )}`,
    );
  }
  const seconds = (key: string, fallback: number) =>
    config.has(`${ROOT}.${key}`)
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: `${ROOT}.${key}` }),
        ) / 1000
      : fallback;

  const { data } = parsed;
  const limits: RequestLimits = {
    ...defaultRequestLimits,
    ...(data.levels && { levels: data.levels }),
    ...(data.minReasonLength && { minReasonLength: data.minReasonLength }),
    ...(data.protectedNamespaces && {
      protectedNamespaces: data.protectedNamespaces,
    }),
    minDurationSeconds: seconds(
      'minDuration',
      defaultRequestLimits.minDurationSeconds,
    ),
    maxDurationSeconds: seconds(
      'maxDuration',
      defaultRequestLimits.maxDurationSeconds,
    ),
  };
  if (
    limits.minDurationSeconds < 1 ||
    limits.minDurationSeconds > limits.maxDurationSeconds
  ) {
    throw new InputError(
      `${ROOT}.minDuration must be at least a second and at most maxDuration`,
    );
  }
  return {
    enabled: data.enabled,
    principals: data.principals.map(p => ({
      subject: p.subject,
      principalArn: p.principalArn,
      accountIds: p.accountIds ?? [p.principalArn.split(':')[4]],
    })),
    writeRoles: Object.fromEntries(
      data.accounts.map(a => [a.accountId, a.roleName]),
    ),
    limits,
    pendingSeconds: seconds('pendingTimeout', 24 * 3600),
    frequencySeconds: Math.max(1, seconds('frequency', 10)),
    settleSeconds: seconds('settleTime', 2),
  };
}
