import { MappedPrincipal, principalsIn } from '../access/principals';
import {
  describeGrant,
  evaluateAccess,
  Grant,
  grantsOf,
  matchesTemplate,
} from '../access/rights';
import { evaluateRbac, RbacRequest, rbacOf, ruleAllows } from '../rbac';
import { Ground } from './ground';

/** Who a Kubernetes user name can be, and what the snapshot says about a request of theirs. */
export interface Rights {
  decision: 'allowed' | 'denied' | 'unknown';
  /** why it is unknown, or what allows it */
  because: string;
  /** the mappings that give this user name */
  principals: MappedPrincipal[];
  /** what they hold */
  grants: Grant[];
  /** grants whose rules would do, but which are for other namespaces */
  elsewhere: Grant[];
}

export const serviceAccountName = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Asks RBAC and access policies for a user as a 403 names it. Call it only when all sections were read. */
export function rightsOf(
  ground: Ground,
  username: string,
  request: RbacRequest,
): Rights {
  const { derived } = ground;
  if (serviceAccountName.test(username)) {
    const decision = evaluateRbac(
      { username, groups: [] },
      request,
      rbacOf(derived),
    );
    return {
      decision: decision.decision,
      because:
        decision.decision === 'allowed' && decision.by !== 'system:masters'
          ? `binding ${decision.by.binding.name} allows it`
          : '',
      principals: [],
      grants: [],
      elsewhere: [],
    };
  }
  const principals = principalsIn(derived)
    .all.filter(
      p =>
        p.state === 'live' &&
        p.door.kind !== 'aws-auth-account' &&
        (username === ''
          ? p.username === ''
          : p.username !== '' && matchesTemplate(p.username, username)),
    )
    .map(p => ({ ...p, username }));
  if (principals.length === 0) {
    return {
      decision: 'unknown',
      because: `no mapping gives the user name \`${username}\`, so its groups are not known (the creator of the cluster, or another identity provider)`,
      principals,
      grants: [],
      elsewhere: [],
    };
  }
  const decisions = principals.map(p => evaluateAccess(p, request, derived));
  const grants = principals.flatMap(p => grantsOf(p, derived));
  const kinds = new Set(decisions.map(d => d.decision));
  const [only] = decisions;
  const decision = kinds.size === 1 ? only.decision : 'unknown';
  return {
    decision,
    because: reasonOf(only, kinds.size),
    principals,
    grants,
    elsewhere: grants.filter(
      grant =>
        grant.kind !== 'system:masters' &&
        grant.rules?.some(rule => ruleAllows(rule, request)) === true,
    ),
  };
}

function reasonOf(
  decision: ReturnType<typeof evaluateAccess>,
  kinds: number,
): string {
  if (kinds > 1) {
    return 'several mappings give this user name, and they do not have the same rights';
  }
  switch (decision.decision) {
    case 'allowed':
      return `${describeGrant(decision.by)} allows it`;
    case 'unknown':
      return decision.because;
    default:
      return '';
  }
}
