import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * What came from outside, as the schema says, or `InputError` with every problem and its place. Values are not
 * repeated: they may hold what was pasted by accident.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  given: unknown,
  what: 'body' | 'query',
): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(issue => {
    const place = issue.path.join('.');
    const text =
      issue.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.map(key => `\`${key}\``).join(', ')}`
        : issue.message;
    return place ? `\`${place}\`: ${text}` : text;
  });
  throw new InputError(`the ${what} is not valid: ${problems.join('; ')}`);
}

/** A request without a body, or with an empty object. */
export const nothing = z.strictObject({}).optional();
