import { ReadError } from './ReadError';

interface AwsFailure {
  name: string;
  message: string;
  code?: string;
  httpStatus?: number;
}

const deniedNames = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'UnauthorizedOperation',
  'NotAuthorized',
  'OptInRequired',
]);

/** Credentials that AWS does not accept; a permission would not help. */
const refusedCredentials = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'CredentialsProviderError',
  'TokenProviderError',
  'RegionDisabledException',
]);

const notFoundNames = new Set([
  'ResourceNotFoundException',
  'NotFoundException',
  'NoSuchEntity',
  'NoSuchEntityException',
]);

const throttlingNames = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);

/** Whether AWS asked to be called less often. @public */
export function isThrottling(error: unknown): boolean {
  const failure = toFailure(error);
  return (
    failure !== undefined &&
    (throttlingNames.has(failure.name) || failure.httpStatus === 429)
  );
}

/** Whether AWS did not accept the credentials, whatever they would allow. @public */
export function areRefusedCredentials(error: unknown): boolean {
  return error instanceof Error && refusedCredentials.has(error.name);
}

/** Says in the words of a snapshot why a call of AWS failed. @public */
export function toReadError(error: unknown, call: string): ReadError {
  if (error instanceof ReadError) return error;
  const failure = toFailure(error);
  if (!failure)
    return new ReadError('unreachable', `\`${call}\` failed`, { call });
  const { name, httpStatus, code } = failure;
  const message = oneLine(failure.message);

  if (isThrottling(error)) {
    return new ReadError(
      'throttled',
      `AWS refused \`${call}\` because of too many requests, also after retries`,
      { call },
    );
  }
  if (refusedCredentials.has(name)) {
    return new ReadError(
      'denied',
      `AWS did not accept the credentials for \`${call}\` (${name}): ${message}`,
      { call },
    );
  }
  if (deniedNames.has(name) || httpStatus === 403 || httpStatus === 401) {
    const permission = deniedAction(message) ?? call;
    return new ReadError('denied', `\`${permission}\` was denied: ${message}`, {
      call,
      permission,
    });
  }
  if (notFoundNames.has(name) || httpStatus === 404) {
    return new ReadError('malformed', `\`${call}\` found nothing: ${message}`, {
      call,
      notFound: true,
    });
  }
  if (name === 'SyntaxError' || isUnparsable(failure)) {
    return new ReadError(
      'malformed',
      `the answer to \`${call}\` could not be understood`,
      { call },
    );
  }
  if (httpStatus !== undefined && httpStatus < 500) {
    return new ReadError(
      'malformed',
      `AWS refused \`${call}\` (${name}): ${message}`,
      { call },
    );
  }
  return new ReadError(
    'unreachable',
    `no usable answer to \`${call}\` (${code ?? name})`,
    { call },
  );
}

/** `eks:DescribeCluster` of "... is not authorized to perform: eks:DescribeCluster on resource: ...". */
function deniedAction(message: string): string | undefined {
  return /not authorized to perform:\s*([a-z0-9-]+:[A-Za-z]+)/.exec(
    message,
  )?.[1];
}

/** A body that is not what the protocol says arrives as an error of the parser, with a status of success. */
function isUnparsable({ message, httpStatus }: AwsFailure): boolean {
  return (
    (httpStatus !== undefined && httpStatus < 300) ||
    /Deserialization error|Unexpected token|not valid JSON|Unexpected end of JSON/i.test(
      message,
    )
  );
}

function toFailure(error: unknown): AwsFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { $metadata, code, $response } = error as Error & {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
    code?: unknown;
  };
  return {
    name: error.name,
    message: error.message,
    // The SDK wraps some errors of the network and keeps only their text.
    code:
      typeof code === 'string'
        ? code
        : /\bE[A-Z]{4,}(_[A-Z]+)*\b/.exec(error.message)?.[0],
    httpStatus: $metadata?.httpStatusCode ?? $response?.statusCode,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 500);
}
