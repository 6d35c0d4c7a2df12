import { HttpsAnswer } from './httpsGet';
import { ReadError } from './ReadError';

/** The listing's `continue` is too old; the API server wants us to begin again. */
export class ListExpiredError extends Error {}

/** 401: the cluster does not know who asks, whatever is asked. */
export class IdentityNotKnownError extends ReadError {}

/** What an answer that is not 200 says, in the words of a snapshot. */
export function toKubernetesError(answer: HttpsAnswer, call: string): Error {
  const { status } = answer;
  if (status === 410) return new ListExpiredError();
  if (status === 401) {
    return new IdentityNotKnownError(
      'denied',
      'the cluster does not know the identity that asks (401 Unauthorized): it has neither an access entry nor a row in aws-auth',
      { call, permission: 'an access entry for the reader' },
    );
  }
  if (status === 403) {
    return new ReadError(
      'denied',
      `the cluster does not allow to ${call}: ${statusMessage(answer)}`,
      { call, permission: call },
    );
  }
  if (status === 404) {
    return new ReadError('malformed', `\`${call}\` found nothing`, {
      call,
      notFound: isAboutObject(answer),
    });
  }
  if (status === 429) {
    return new ReadError(
      'throttled',
      `the cluster refused \`${call}\` because of too many requests, also after retries`,
      { call },
    );
  }
  if (status >= 500) {
    return new ReadError(
      'unreachable',
      `the cluster answered \`${call}\` with ${status}`,
      { call },
    );
  }
  return new ReadError(
    'malformed',
    `the cluster answered \`${call}\` with ${status}, which is no answer to a read`,
    { call },
  );
}

/**
 * Whether it is the object that does not exist. A path that is not served is 404 as well, and tells nothing about it.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
function isAboutObject(answer: HttpsAnswer): boolean {
  try {
    const { kind, reason, details } = JSON.parse(answer.body) as {
      kind?: unknown;
      reason?: unknown;
      details?: { name?: unknown };
    };
    return (
      kind === 'Status' &&
      reason === 'NotFound' &&
      typeof details?.name === 'string'
    );
  } catch {
    return false;
  }
}

/** The `message` of a Status object; it names user, verb and resource. */
function statusMessage(answer: HttpsAnswer): string {
  try {
    const { message } = JSON.parse(answer.body) as { message?: unknown };
    return typeof message === 'string' ? message.slice(0, 300) : 'Forbidden';
  } catch {
    return 'Forbidden';
  }
}
