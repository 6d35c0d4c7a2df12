import {
  accessLevels,
  NewAccessRequest,
  RequestVote,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';

/** Bodies of the request flow. Unknown fields are refused: nobody names an actor or a state from outside. */
const text = z.string().max(4096);

const level = z.enum(
  accessLevels.map(l => l.level) as [
    NewAccessRequest['level'],
    ...NewAccessRequest['level'][],
  ],
);

const scope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cluster') }),
  z.strictObject({
    type: z.literal('namespace'),
    namespaces: z.array(z.string().max(253)).max(200),
  }),
]);

/** The form is checked here, what it asks for by the rules, so that a preview can tell all problems at once. */
export const newAccessRequest = z.strictObject({
  clusterId: z.string().max(300),
  subjectRef: z
    .string()
    .max(255)
    .regex(/^[^:/\s]+(:[^:/\s]+)?(\/[^:/\s]+)?$/, 'must be an entity ref'),
  principalArn: z.string().max(600),
  level,
  scope,
  durationSeconds: z.number(),
  reason: z.string().max(10_000),
}) satisfies z.ZodType<NewAccessRequest>;

export const vote = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  version: z.number().int(),
  specHash: z.string().max(64),
  comment: text.optional(),
}) satisfies z.ZodType<RequestVote>;

export const versioned = z.strictObject({
  version: z.number().int(),
  comment: text.optional(),
});

export const listQuery = z.strictObject({
  view: z.enum(['mine', 'inbox', 'cluster']).default('mine'),
  clusterId: z.string().max(300).optional(),
});

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters')
  .optional();
