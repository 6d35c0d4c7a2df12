import { z } from 'zod';

/** One text or a list of them. */
export const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value : [value]));

/** `61 days ago`, `33 minutes ago`, or an ISO date: estates stay the same age, whenever they are started. */
export const moment = z
  .string()
  .regex(
    /^(\d+ (minute|hour|day)s? ago|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?)$/,
    'expected "<n> days|hours|minutes ago" or an ISO date',
  );

export const tags = z.record(z.string(), z.string()).default({});

/** `role/path/Name` and `user/Name` are of the account at hand; an ARN stands as it is. */
export const principal = z
  .string()
  .regex(/^(arn:|role\/|user\/)/, 'expected an ARN, role/... or user/...');
