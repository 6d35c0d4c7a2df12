import { normalise } from './normalise';

/** A pasted text, made plain, with what the wrappers of the tools say around the message. */
export interface ErrorText {
  /** the whole text as one line */
  text: string;
  /** `AccessDeniedException` */
  code?: string;
  /** `DescribeCluster` */
  operation?: string;
  requestId?: string;
}

/** Codes that are looked for when no wrapper names one; longer ones first where one starts with another. */
const knownCodes = [
  'AccessDeniedException',
  'AccessDenied',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
  'AuthorizationError',
  'NotAuthorized',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'ExpiredTokenException',
  'ExpiredToken',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'MissingAuthenticationToken',
  'AuthFailure',
  'OptInRequired',
  'RegionDisabledException',
  'RequestExpired',
  'InvalidIdentityTokenException',
  'InvalidIdentityToken',
  'IDPCommunicationError',
  'IDPRejectedClaim',
  'PackedPolicyTooLarge',
  'ResourceNotFoundException',
  'ResourceInUseException',
  'InvalidParameterException',
  'InvalidRequestException',
  'ThrottlingException',
  'Throttling',
];
const knownCode = new RegExp(
  `(?<![\\w.])(${knownCodes.map(c => c.replace('.', '\\.')).join('|')})(?!\\w)`,
);

/**
 * The forms in which the tools put a message. Every quantifier is bounded.
 * - AWS CLI, boto: `An error occurred (CODE) when calling the OP operation[ (reached max retries: N)]: MSG`
 * - Go v2, Terraform: `operation error EKS: OP, https response error StatusCode: 403, RequestID: ID, api error CODE: MSG`
 * - Go v1: `CODE: MSG status code: 403, request id: ID`
 * - Java: `MSG (Service: Eks, Status Code: 403, Request ID: ID)`
 * - CloudTrail: `"eventName": "OP"`, `"errorCode": "CODE"`
 */
const wrappers = {
  cli: /An error occurred \(([A-Za-z0-9._]{1,80})\) when calling the ([A-Za-z0-9]{1,80}) operation/,
  go2: /operation error [A-Za-z0-9 ]{1,60}: ([A-Za-z0-9]{1,80}),/,
  goCode: /RequestID: [\w-]{1,80}, (?:api error )?([A-Z][A-Za-z.]{1,80}):/,
  rustCode: /code: Some\("([A-Za-z.]{1,80})"\)/,
  jsonType: /"__type" ?: ?"(?:[\w.]{1,100}#)?([A-Za-z.]{1,80})"/,
  awsJavaCode: /Error Code: ([A-Za-z.]{1,80})[;,)]/,
  requestId: /request[ _]?id['"]?:? ?['"]?([0-9a-f][\w-]{7,79})/i,
  eventName: /"eventName" ?: ?"([A-Za-z0-9]{1,80})"/,
  errorCode: /"?(?:errorCode|name|Code)"? ?: ?["']([A-Za-z.]{1,80})["']/,
};

/** Makes the text plain and reads what its wrappers say. */
export function readErrorText(pasted: string): ErrorText {
  const text = normalise(pasted);
  const cli = wrappers.cli.exec(text);
  const code =
    cli?.[1] ??
    wrappers.goCode.exec(text)?.[1] ??
    wrappers.awsJavaCode.exec(text)?.[1] ??
    wrappers.rustCode.exec(text)?.[1] ??
    wrappers.jsonType.exec(text)?.[1] ??
    wrappers.errorCode.exec(text)?.[1] ??
    knownCode.exec(text)?.[1];
  const operation =
    cli?.[2] ??
    wrappers.go2.exec(text)?.[1] ??
    wrappers.eventName.exec(text)?.[1];
  const requestId = wrappers.requestId.exec(text)?.[1];
  return {
    text,
    ...(code ? { code } : {}),
    ...(operation ? { operation } : {}),
    ...(requestId ? { requestId } : {}),
  };
}
