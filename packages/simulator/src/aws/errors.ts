/** An error as AWS names it; the protocol of the service decides how it is written. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** REST services add `Exception` to codes that the older query services write without. */
const JSON_CODES: Record<string, string> = {
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  ExpiredToken: 'ExpiredTokenException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  AccessDenied: 'AccessDeniedException',
  Throttling: 'ThrottlingException',
};

/** The code in the words of EKS. */
export function toJsonCode(code: string): string {
  return JSON_CODES[code] ?? code;
}

export const invalidToken = () =>
  new AwsError(
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
    403,
  );

export const expiredToken = () =>
  new AwsError(
    'ExpiredToken',
    'The security token included in the request is expired',
    403,
  );

export const signatureDoesNotMatch = (
  message = 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
) => new AwsError('SignatureDoesNotMatch', message, 403);
