import { blankSecrets } from './blankSecrets';
import { ErrorPiece } from './errorPieces';
import { distinctErrors } from './explainErrors';
import { MAX_ERROR_TEXT_LENGTH } from './normalise';
import { readErrorText } from './errorText';
import { parseForbidden } from './parseForbidden';

/** What one error of a paste says; what it does not say is absent. @public */
export interface ReadError {
  /** the family of messages, `access-denied`; never changes */
  pattern: string;
  code?: string;
  operation?: string;
  /** as in the text: ARN, Kubernetes user name, `anonymous` */
  principal?: string;
  /** `eks:DescribeCluster`; the verb, where Kubernetes refuses */
  action?: string;
  /** as in the text: ARN, name, `pods/exec`, path */
  resource?: string;
  /** `explicit` when the text names a deny; every other refusal is `implicit`; absent where nothing was refused, or where the reason is encoded */
  denial?: 'explicit' | 'implicit';
  /** in AWS's words: `identity-based policy`, `service control policy`, ... */
  policyType?: string;
  policyArn?: string;
  apiGroup?: string;
  /** of the Kubernetes object */
  name?: string;
  namespace?: string;
  clusterName?: string;
  region?: string;
  accountId?: string;
  requestId?: string;
  /** the reason is in a message that `sts:DecodeAuthorizationMessage` opens */
  isEncoded?: true;
}

/**
 * Every distinct error of a paste, taken apart, in the order in which they stand; an empty list when there is none.
 *
 * @public
 */
export function readErrors(text: string): ReadError[] {
  const blanked = blankSecrets(text.slice(0, MAX_ERROR_TEXT_LENGTH)).text;
  return distinctErrors(blanked).map(toReadError);
}

/** Families in which somebody was refused; in all others something else is wrong. */
const refusals = new Set([
  'access-denied',
  'pass-role',
  'node-role-in-pod',
  'kubernetes-forbidden',
]);

function toReadError({ text, diagnosis }: ErrorPiece): ReadError {
  const { pattern, facts } = diagnosis;
  const { policyKind, denial, ...said } = facts;
  const isEncoded = /Encoded\s+authorization\s+failure\s+message/i.test(text);
  const isRefusal =
    refusals.has(pattern) || /not\s+authorized\s+to\s+perform/i.test(text);
  const isTold = facts.action !== undefined || !isEncoded;
  const known = denial ?? (isRefusal && isTold ? 'implicit' : undefined);
  return {
    pattern,
    ...said,
    ...(known ? { denial: known } : {}),
    ...(policyKind ? { policyType: policyKind } : {}),
    ...(pattern === 'kubernetes-forbidden' ? kubernetesWords(text) : {}),
    ...(isEncoded ? { isEncoded } : {}),
  };
}

/** Verb and resource apart, as Kubernetes writes them. */
function kubernetesWords(text: string): Partial<ReadError> {
  const request = parseForbidden(readErrorText(text))?.request;
  if (!request) return {};
  if (!('resource' in request)) {
    return { action: request.verb, resource: request.path };
  }
  const { verb, resource, subresource, apiGroup, name } = request;
  return {
    action: verb,
    resource: subresource ? `${resource}/${subresource}` : resource,
    apiGroup,
    ...(name ? { name } : {}),
  };
}
