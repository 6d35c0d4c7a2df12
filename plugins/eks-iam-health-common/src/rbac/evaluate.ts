import { SectionName } from '../model';
import { allGroupsOf, KubernetesIdentity } from './identity';
import { HeldRule, RbacIndex, rulesFor } from './rbacIndex';
import { RbacRequest, ruleAllows } from './ruleAllows';

/** What RBAC says about a request. `denied` means that nothing allows it: there are no deny rules. @public */
export type RbacDecision =
  | { decision: 'allowed'; by: HeldRule | 'system:masters' }
  | { decision: 'denied' }
  | { decision: 'unknown'; unread: SectionName[] };

/**
 * Whether RBAC allows a request. Members of `system:masters` are never asked further. When bindings or roles were not
 * read, only a yes is certain.
 *
 * @public
 */
export function evaluateRbac(
  identity: KubernetesIdentity,
  request: RbacRequest,
  index: RbacIndex,
): RbacDecision {
  if (allGroupsOf(identity).includes('system:masters')) {
    return { decision: 'allowed', by: 'system:masters' };
  }
  const by = rulesFor(identity, index).find(
    held => reaches(held, request) && ruleAllows(held.rule, request),
  );
  if (by) return { decision: 'allowed', by };
  return index.unread.length > 0
    ? { decision: 'unknown', unread: index.unread }
    : { decision: 'denied' };
}

/** A rule held in a namespace reaches objects of that namespace only: no paths, no "all namespaces". */
function reaches(held: HeldRule, request: RbacRequest): boolean {
  if (held.namespace === undefined) return true;
  return 'resource' in request && request.namespace === held.namespace;
}
