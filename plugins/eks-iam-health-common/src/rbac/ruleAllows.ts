import { PolicyRule } from '../model';

/** A question to an authoriser about an object; everything empty that does not apply. @public */
export interface ResourceRequest {
  verb: string;
  /** `''` is the core group */
  apiGroup: string;
  resource: string;
  subresource?: string;
  /** absent: a cluster-scoped object, or all namespaces */
  namespace?: string;
  /** absent: list, watch, create and the like */
  name?: string;
}

/** A question about a path of the API server. @public */
export interface PathRequest {
  verb: string;
  path: string;
}

/** What somebody wants to do to a Kubernetes resource. @public */
export type RbacRequest = ResourceRequest | PathRequest;

const has = (list: readonly string[], value: string) =>
  list.includes(value) || list.includes('*');

const verbMatches = (rule: PolicyRule, verb: string) => has(rule.verbs, verb);

const groupMatches = (rule: PolicyRule, group: string) =>
  has(rule.apiGroups, group);

/** `pods` is not `pods/exec`; `pods/*` is no pattern; `*` covers subresources, `*`+`/exec` the subresource of anything. */
function resourceMatches(
  rule: PolicyRule,
  resource: string,
  subresource: string | undefined,
): boolean {
  if (rule.resources.includes('*')) return true;
  if (!subresource) return rule.resources.includes(resource);
  return (
    rule.resources.includes(`${resource}/${subresource}`) ||
    rule.resources.includes(`*/${subresource}`)
  );
}

/**
 * No names in the rule: every name. A request without a name matches only such a rule, or one that lists the empty name,
 * which the API server accepts.
 */
const nameMatches = (rule: PolicyRule, name = '') =>
  rule.resourceNames.length === 0 || rule.resourceNames.includes(name);

/** Whether a path of a rule covers a path; however many asterisks stand at the end, they mean one. */
export const urlCovers = (url: string, path: string): boolean =>
  url === path ||
  (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));

const pathMatches = (rule: PolicyRule, path: string) =>
  rule.nonResourceURLs.some(url => urlCovers(url, path));

/**
 * Whether one rule allows a request, without regard to where it is bound.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go
 *
 * @public
 */
export function ruleAllows(rule: PolicyRule, request: RbacRequest): boolean {
  if ('path' in request) {
    return verbMatches(rule, request.verb) && pathMatches(rule, request.path);
  }
  return (
    verbMatches(rule, request.verb) &&
    groupMatches(rule, request.apiGroup) &&
    resourceMatches(rule, request.resource, request.subresource) &&
    nameMatches(rule, request.name)
  );
}

/** Every verb on every resource of every group: all that a role can give. @public */
export const isEverything = (rule: PolicyRule): boolean =>
  rule.verbs.includes('*') &&
  rule.apiGroups.includes('*') &&
  rule.resources.includes('*') &&
  rule.resourceNames.length === 0;
