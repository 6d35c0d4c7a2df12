import { z } from 'zod';
import { ReadError } from '../clients/ReadError';
import { isoSeconds } from './observe';

/**
 * Gives an answer its type. The message of a misfit names the place, never the value.
 */
export function parseReply<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  call: string,
): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const { path, code } = result.error.issues[0];
  throw new ReadError(
    'malformed',
    `the answer to \`${call}\` has an unexpected form at \`${
      path.map(String).join('.') || 'its top'
    }\` (${code})`,
    { call },
  );
}

/** A time as the SDK (`Date`), the AWS CLI or Kubernetes (text) gives it. */
export const time = z
  .union([z.date(), z.string(), z.number()])
  .transform((value, context) => {
    // The AWS CLI can be told to print seconds since 1970.
    const date = new Date(typeof value === 'number' ? value * 1000 : value);
    if (Number.isNaN(date.getTime())) {
      context.addIssue({ code: 'custom', message: 'not a time' });
      return z.NEVER;
    }
    return isoSeconds(date);
  });

/** An absent or `null` list is an empty one. */
export function listOf<S extends z.ZodType>(schema: S) {
  return z
    .array(schema)
    .nullish()
    .transform(list => list ?? []);
}

/** An absent or `null` map is an empty one. */
export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform(map => map ?? {});

/** `null` and absent are the same; Kubernetes and the AWS CLI print both. */
export function optional<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform(value => value ?? undefined);
}
