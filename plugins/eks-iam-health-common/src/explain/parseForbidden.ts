import { RbacRequest } from '../rbac';
import { ErrorText } from './errorText';

/** Kubernetes' 403, taken apart. */
export interface Forbidden {
  /** as the API server knows the caller; may be empty */
  username: string;
  request: RbacRequest;
  /** what follows the sentence: `RBAC: clusterrole... "x" not found` */
  missingRole?: string;
}

const onResource =
  /User "([^"]{0,1000})" cannot ([a-z]{1,40}) (?:resource )?"([a-z0-9./-]{1,200}|\*)"(?: in API group "([a-z0-9.-]{0,200}|\*)")?( at the cluster scope)?(?: in the namespace "([a-z0-9.-]{0,200})")?/;
const onPath =
  /User "([^"]{0,1000})" cannot ([a-z]{1,40}) path "([^"]{1,500})"/;
const named = /"([a-z0-9][a-z0-9.:-]{0,252})" is forbidden: User/;
const sentence = new RegExp(`${onResource.source}|${onPath.source}`, 'g');
const missing =
  /RBAC: (?:\[)?((?:cluster)?role)\.rbac\.authorization\.k8s\.io "([^"]{1,253})" not found/;

/** Where the sentences of Kubernetes' 403 stand in a text. */
export function forbiddenSentences(
  text: string,
): Array<{ start: number; end: number }> {
  return [...text.matchAll(sentence)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
}

/**
 * Reads `<resource> [["name"] is] forbidden: User "U" cannot VERB resource "R" in API group "G" [in the namespace "N"|at
 * the cluster scope][: reason]`, or the same about a path.
 */
export function parseForbidden({ text }: ErrorText): Forbidden | undefined {
  const role = missing.exec(text)?.[2];
  const more = role ? { missingRole: role } : {};
  const path = onPath.exec(text);
  if (path) {
    return {
      username: path[1],
      request: { verb: path[2], path: path[3] },
      ...more,
    };
  }
  const match = onResource.exec(text);
  if (!match) return undefined;
  const [, username, verb, full, apiGroup = '', , namespace] = match;
  const [resource, subresource] = full.split('/', 2);
  const name = named.exec(text)?.[1];
  return {
    username,
    request: {
      verb,
      apiGroup,
      resource,
      ...(subresource ? { subresource } : {}),
      ...(namespace ? { namespace } : {}),
      ...(name ? { name } : {}),
    },
    ...more,
  };
}
