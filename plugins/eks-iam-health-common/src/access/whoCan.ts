import { Derived, RbacBinding, RbacSubject, SectionName } from '../model';
import { describeHolding, rbacOf, RbacRequest, ruleAllows } from '../rbac';
import { asSentToServer } from './asSentToServer';
import { MappedPrincipal, principalsIn } from './principals';
import { principalsBySubject } from './principalsBySubject';
import { describeGrant, Grant, grantAllows, grantsOf } from './rights';

/** Somebody who may do something in the cluster, and by what. @public */
export interface Holder {
  kind: 'principal' | 'service-account' | 'user' | 'group';
  /** ARN, `namespace/name` of a service account, or name of the user or group */
  name: string;
  principal?: MappedPrincipal;
  /** the binding or policy behind it, in words */
  by: string;
  binding?: RbacBinding;
}

/** Who may do something in the cluster. @public */
export interface WhoCan {
  /** subjects of bindings as they are written, and the IAM principals that arrive as them */
  holders: Holder[];
  /** principals of whom it is not known, with the reason in `by` */
  perhaps: Holder[];
  /** what was not read and could hold more */
  unread: SectionName[];
}

/** What a principal has by itself, without bindings: its policies, and `system:masters`. */
const ownGrantsOf = (principal: MappedPrincipal, derived: Derived): Grant[] =>
  principal.policies.length > 0 || principal.groups.includes('system:masters')
    ? grantsOf(principal, derived).filter(({ kind }) => kind !== 'binding')
    : [];

/**
 * Who may do something in the cluster: by binding (users, groups, service accounts, and the principals that arrive under
 * these names), by access policy, or as a member of `system:masters`.
 *
 * @public
 */
export function whoCan(asked: RbacRequest, derived: Derived): WhoCan {
  const request = asSentToServer(asked);
  const index = rbacOf(derived);
  const principals = principalsIn(derived);
  const members = principalsBySubject(derived);
  const holders = new Map<string, Holder>();
  const perhaps = new Map<string, Holder>();
  const add = (holder: Holder, to = holders) => {
    const key = `${holder.kind} ${holder.name} ${holder.by}`;
    if (!to.has(key)) to.set(key, holder);
  };

  for (const binding of bindingsThatAllow(request, derived)) {
    for (const subject of binding.subjects) {
      const by = describeHolding(binding, subject);
      add({ ...holderOf(subject, binding), by, binding });
      for (const { principal, onlyAs } of members(subject, binding)) {
        const holder: Holder = {
          kind: 'principal',
          name: principal.arn,
          principal,
          by: onlyAs ? `${by}, in sessions that arrive as ${onlyAs}` : by,
          binding,
        };
        add(holder, onlyAs ? perhaps : holders);
      }
    }
  }
  for (const principal of principals.all) {
    if (principal.state !== 'live') continue;
    for (const grant of ownGrantsOf(principal, derived)) {
      const answer = grantAllows(grant, request);
      if (answer === 'no') continue;
      const by = describeGrant(grant);
      add(
        {
          kind: 'principal',
          name: principal.arn,
          principal,
          by:
            answer === 'yes'
              ? by
              : `AWS does not publish whether ${by} allows it`,
        },
        answer === 'yes' ? holders : perhaps,
      );
    }
  }
  add({ kind: 'group', name: 'system:masters', by: 'is never asked' });
  return {
    holders: [...holders.values()],
    perhaps: [...perhaps.values()],
    unread: [...principals.unread, ...index.unread],
  };
}

/** Bindings whose role allows a request where they hold; each role is asked once. */
function bindingsThatAllow(
  request: RbacRequest,
  derived: Derived,
): RbacBinding[] {
  const index = rbacOf(derived);
  const namespace = 'resource' in request ? request.namespace : undefined;
  const asked = new Map<unknown, boolean>();
  return index.bindings.filter(binding => {
    if (binding.namespace !== undefined && binding.namespace !== namespace) {
      return false;
    }
    const role = index.roleOf(binding);
    if (!role) return false;
    const known = asked.get(role);
    if (known !== undefined) return known;
    const answer = role.rules.some(rule => ruleAllows(rule, request));
    asked.set(role, answer);
    return answer;
  });
}

function holderOf(
  { kind, name, namespace }: RbacSubject,
  binding: RbacBinding,
): Pick<Holder, 'kind' | 'name'> {
  switch (kind) {
    case 'Group':
      return { kind: 'group', name };
    case 'User':
      return { kind: 'user', name };
    default:
      return {
        kind: 'service-account',
        name: `${namespace || (binding.namespace ?? '')}/${name}`,
      };
  }
}
