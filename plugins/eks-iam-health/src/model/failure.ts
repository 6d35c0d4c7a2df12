import { ResponseError } from '@backstage/errors';

/** What a failed call means for the reader. */
export type FailureKind =
  | 'denied'
  | 'not-found'
  | 'too-soon'
  | 'conflict'
  | 'invalid'
  | 'unanswered';

const byStatus: Record<number, FailureKind> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'not-found',
  409: 'conflict',
  413: 'invalid',
  422: 'invalid',
  429: 'too-soon',
};

// Not by class: a test's or another bundle's copy of the class would not be the same one.
const isResponseError = (error: unknown): error is ResponseError =>
  typeof error === 'object' && error !== null && 'statusCode' in error;

/** Sorts a failure by what can be done about it; everything that is no answer is `unanswered`. */
export function failureKind(error: unknown): FailureKind {
  return isResponseError(error)
    ? byStatus[error.statusCode] ?? 'unanswered'
    : 'unanswered';
}

/** The backend's own words for a failure; undefined when it did not speak. */
export function reasonOf(error: unknown): string | undefined {
  if (!isResponseError(error)) return undefined;
  return error.body?.error?.message || error.message || undefined;
}

/** Seconds to wait, when the backend said so. */
export function retryAfterSeconds(error: unknown): number | undefined {
  if (!isResponseError(error)) return undefined;
  const seconds = Number(error.response?.headers?.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
