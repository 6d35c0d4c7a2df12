import { ReadError } from '../../clients/ReadError';
import { redact } from '../keyMaterial';

const patterns: Array<[RegExp, 'denied' | 'throttled' | 'unreachable']> = [
  [/throttl|TooManyRequests|rate exceeded/i, 'throttled'],
  [
    /AccessDenied|UnauthorizedOperation|not authorized|forbidden|Unauthorized|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|Unable to locate credentials/i,
    'denied',
  ],
];

/**
 * The thing itself does not exist. kubectl says "NotFound" also about a kind that the cluster does not serve, which tells
 * nothing about the thing.
 */
const notThere =
  /ResourceNotFoundException|NoSuchEntity|\(NotFound\): \S+ "[^"]+" not found/;

/** What `aws` or `kubectl` wrote to stderr instead of an answer, in the words of a snapshot. */
export function toolError(text: string, fileName: string): ReadError {
  const message = redact(text).replace(/\s+/g, ' ').trim().slice(0, 400);
  if (notThere.test(text)) {
    return new ReadError('malformed', `\`${fileName}\`: ${message}`, {
      notFound: true,
    });
  }
  const reason = patterns.find(([pattern]) => pattern.test(text))?.[1];
  const permission = /not authorized to perform:\s*([a-z0-9-]+:[A-Za-z]+)/.exec(
    text,
  )?.[1];
  return new ReadError(
    reason ?? 'unreachable',
    `the export could not read it: ${message || 'no reason was given'}`,
    { permission },
  );
}
