/** One operation of the batch mode: a request's members in, an answer's members out. @public */
export type Operation = (input: Record<string, unknown>) => unknown;

/** The request itself is wrong; the message is the answer. @public */
export class InputError extends Error {}
