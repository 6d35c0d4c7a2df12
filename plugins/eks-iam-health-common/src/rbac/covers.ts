import { PolicyRule } from '../model';
import { urlCovers } from './ruleAllows';

/** Whether one set of rules gives at least what another gives, and what it lacks. @public */
export interface Coverage {
  covered: boolean;
  /** one group, resource, verb and name each, or one path and verb, in the order of the servant's rules */
  uncovered: PolicyRule[];
}

/**
 * Whether the rules of an owner cover those of a servant, as the API server asks before it lets somebody write a role or
 * a binding. Each smallest part of the servant's rules must be covered by one rule of the owner's.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 *
 * @public
 */
export function covers(
  owner: readonly PolicyRule[],
  servant: readonly PolicyRule[],
): Coverage {
  const uncovered = servant
    .flatMap(breakDown)
    .filter(part => !owner.some(rule => ruleCovers(rule, part)));
  return { covered: uncovered.length === 0, uncovered };
}

/** The smallest parts of a rule. A rule without verbs, or without groups or resources, has none. @public */
export function breakDown(rule: PolicyRule): PolicyRule[] {
  const { apiGroups, resources, verbs, resourceNames, nonResourceURLs } = rule;
  const names: string[][] =
    resourceNames.length > 0 ? resourceNames.map(name => [name]) : [[]];
  const onResources = apiGroups.flatMap(group =>
    resources.flatMap(resource =>
      verbs.flatMap(verb =>
        names.map(
          (resourceName): PolicyRule => ({
            apiGroups: [group],
            resources: [resource],
            verbs: [verb],
            resourceNames: resourceName,
            nonResourceURLs: [],
          }),
        ),
      ),
    ),
  );
  const onPaths = nonResourceURLs.flatMap(url =>
    verbs.map(
      (verb): PolicyRule => ({
        apiGroups: [],
        resources: [],
        verbs: [verb],
        resourceNames: [],
        nonResourceURLs: [url],
      }),
    ),
  );
  return [...onResources, ...onPaths];
}

const hasAll = (owned: readonly string[], wanted: readonly string[]) =>
  owned.includes('*') || wanted.every(item => owned.includes(item));

/** `pods/exec` is covered by itself, by `*` and by `*`+`/exec`; `pods/*` is just a name. */
const resourceCovers = (owned: readonly string[], resource: string) => {
  if (owned.includes('*') || owned.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`);
};

/** No names in the owner's rule cover everything; names never cover "every name". */
const namesCover = (owned: readonly string[], wanted: readonly string[]) =>
  owned.length === 0 ||
  (wanted.length > 0 && wanted.every(name => owned.includes(name)));

function ruleCovers(owner: PolicyRule, part: PolicyRule): boolean {
  return (
    hasAll(owner.verbs, part.verbs) &&
    hasAll(owner.apiGroups, part.apiGroups) &&
    part.resources.every(resource =>
      resourceCovers(owner.resources, resource),
    ) &&
    namesCover(owner.resourceNames, part.resourceNames) &&
    part.nonResourceURLs.every(url =>
      owner.nonResourceURLs.some(owned => urlCovers(owned, url)),
    )
  );
}
