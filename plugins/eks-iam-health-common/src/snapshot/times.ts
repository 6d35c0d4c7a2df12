import { z } from 'zod';

/** A time that can be reckoned with; a check that gets another one would be wrong without a word. */
export const time = z
  .string()
  .refine(text => !Number.isNaN(Date.parse(text)), 'is not a time');

/** A document that has to be there, whatever it is. */
export const document = z
  .unknown()
  .refine(value => value !== undefined, 'is missing');

export const texts = z.array(z.string());
export const tags = z.record(z.string(), z.string());
