import { Severity } from '../../../model';

/** One right on one kind of thing; any of the verbs is enough. */
export interface Target {
  /** `''` is the core group */
  apiGroup: string;
  /** `pods`, `pods/exec`; `userextras/*` for every subresource */
  resource: string;
  verbs: readonly string[];
}

/**
 * A right that leads further than it says. Rules are data: what they look for is matched by one evaluator, see
 * `findRisks`, and each belongs to one check, which decides how bad it is in which place.
 */
export interface Risk {
  /** kebab-case, never changes */
  id: string;
  /** completes "somebody may ...", such as `run commands in pods` */
  may: string;
  severity: Severity;
  /** what is gained by it; full sentences */
  why: string;
  source: string;
  /**
   * `cluster`: what it is about belongs to no namespace, so that a RoleBinding gives nothing. `namespace`: it works in
   * one namespace as well.
   */
  reach: 'namespace' | 'cluster';
  /** any of them */
  targets: readonly Target[];
}

export const goodPractices =
  'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';

const words = (text: string) => text.trim().split(/\s+/);

/** `on('apps', 'deployments daemonsets', 'create patch')`; the core group is `core`. */
export const on = (
  apiGroup: string,
  resources: string,
  verbs: string,
): Target[] =>
  words(resources).map(resource => ({
    apiGroup: apiGroup === 'core' ? '' : apiGroup,
    resource,
    verbs: words(verbs),
  }));

export const CHANGE = 'create update patch';
export const WRITE = 'create update patch delete deletecollection';
