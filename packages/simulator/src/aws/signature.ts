import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders } from 'node:http';
import { AwsError, signatureDoesNotMatch } from './errors';

/**
 * Signature Version 4, the verifying side.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export interface SignedRequest {
  method: string;
  /** as it came over the wire, percent-encoded */
  rawPath: string;
  rawQuery: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a request says about its signer; nothing of it is believed before `verify`. */
export interface Signature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  value: string;
  amzDate: string;
  sessionToken?: string;
  presigned: boolean;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const EMPTY_HASH = sha256('');
const LIFETIME_SECONDS = 900;

/** Reads the signature from the Authorization header or from the query of a presigned URL. */
export function readSignature(request: SignedRequest): Signature {
  const header = request.headers.authorization;
  const query = queryPairs(request.rawQuery);
  const inQuery = (name: string) =>
    query.find(([key]) => key.toLowerCase() === name)?.[1];
  if (header) {
    const match =
      /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
        header,
      );
    const amzDate = single(request.headers['x-amz-date']);
    if (!match || !amzDate) {
      throw new AwsError(
        'IncompleteSignature',
        `Authorization header requires 'Credential', 'Signature', 'SignedHeaders' parameters and an 'X-Amz-Date' or 'Date' header.`,
        400,
      );
    }
    return {
      ...readScope(match[1]),
      signedHeaders: match[2].split(';'),
      value: match[3],
      amzDate,
      sessionToken: single(request.headers['x-amz-security-token']),
      presigned: false,
    };
  }
  const credential = inQuery('x-amz-credential');
  const value = inQuery('x-amz-signature');
  const amzDate = inQuery('x-amz-date');
  const signedHeaders = inQuery('x-amz-signedheaders');
  if (!credential || !value || !amzDate || !signedHeaders) {
    throw new AwsError(
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
      403,
    );
  }
  if (inQuery('x-amz-algorithm') !== ALGORITHM) {
    throw signatureDoesNotMatch();
  }
  return {
    ...readScope(credential),
    signedHeaders: signedHeaders.split(';'),
    value,
    amzDate,
    sessionToken: inQuery('x-amz-security-token'),
    presigned: true,
  };
}

/** Throws unless the request was signed with this secret, and not too long ago. */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  secret: string,
  now: Date,
): void {
  const signedAt = parseAmzDate(signature.amzDate);
  const ageSeconds = (now.getTime() - signedAt.getTime()) / 1000;
  // STS takes a presigned GetCallerIdentity for 15 minutes whatever its X-Amz-Expires says
  if (!(ageSeconds <= LIFETIME_SECONDS && ageSeconds >= -LIFETIME_SECONDS)) {
    throw signatureDoesNotMatch(
      `Signature expired: ${signature.amzDate} is now earlier than ${toAmzDate(
        new Date(now.getTime() - LIFETIME_SECONDS * 1000),
      )} (${toAmzDate(now)} - 15 min.)`,
    );
  }
  if (!signature.signedHeaders.includes('host')) {
    throw signatureDoesNotMatch();
  }
  const expected = sign(request, signature, secret);
  if (
    !timingSafeEqual(Buffer.from(expected), Buffer.from(signature.value)) ||
    !bodyIsAsSigned(request)
  ) {
    throw signatureDoesNotMatch();
  }
}

function sign(request: SignedRequest, signature: Signature, secret: string) {
  const canonicalHeaders = signature.signedHeaders
    .map(name => `${name}:${headerValue(request.headers, name)}\n`)
    .join('');
  const payloadHash = signature.presigned
    ? single(request.headers['x-amz-content-sha256']) ?? EMPTY_HASH
    : single(request.headers['x-amz-content-sha256']) ?? sha256(request.body);
  const canonical = [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(request.rawQuery),
    canonicalHeaders,
    signature.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const toSign = [ALGORITHM, signature.amzDate, scope, sha256(canonical)].join(
    '\n',
  );
  const key = [
    signature.date,
    signature.region,
    signature.service,
    'aws4_request',
  ].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${secret}`),
  );
  return hmac(key, toSign).toString('hex');
}

function bodyIsAsSigned({ headers, body }: SignedRequest): boolean {
  const declared = single(headers['x-amz-content-sha256']);
  return (
    declared === undefined ||
    declared === 'UNSIGNED-PAYLOAD' ||
    declared === sha256(body)
  );
}

function readScope(credential: string) {
  const parts = credential.split('/');
  if (parts.length !== 5 || parts[4] !== 'aws4_request') {
    throw new AwsError(
      'IncompleteSignature',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
      400,
    );
  }
  const [accessKeyId, date, region, service] = parts;
  return { accessKeyId, date, region, service };
}

function canonicalPath(rawPath: string): string {
  return encode(rawPath).replace(/%2F/g, '/');
}

function canonicalQuery(rawQuery: string): string {
  return queryPairs(rawQuery)
    .filter(([key]) => key.toLowerCase() !== 'x-amz-signature')
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** Decoded pairs of a raw query string. */
export function queryPairs(rawQuery: string): Array<[string, string]> {
  return rawQuery
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const at = part.indexOf('=');
      const [key, value] =
        at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      return [decode(key), decode(value)];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  return (single(headers[name]) ?? '').trim().replace(/\s+/g, ' ');
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

/** `20261121T140200Z` as a date; an invalid one compares as never. */
export function parseAmzDate(text: string): Date {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return new Date(Number.NaN);
  const [, y, mo, d, h, mi, s] = match;
  return new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
}

function toAmzDate(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
