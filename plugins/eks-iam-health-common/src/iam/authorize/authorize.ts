import { parseArn, accountOf } from '../../arn';
import { allOf, Answer, anyOf } from '../answer';
import { Match } from '../askLayer';
import { AskedLayer, AskedLayers, askLayers } from './askLayers';
import { MissingAllow, missingAllow } from './missingAllow';
import {
  AuthorizationRequest,
  GivenPolicy,
  PolicyLayer,
  PolicyLayers,
} from './policyLayers';
import { RequestPrincipal, toRequestPrincipal } from './requestPrincipal';
import { mustBeAllowedByResource, serviceRule } from './serviceRules';

/** One ground of a decision. @public */
export interface AccessReason {
  layer?: PolicyLayer;
  /** of an organization, counted as the levels were given */
  level?: number;
  /** place of the policy in its layer */
  policy?: number;
  /** place of the statement in its policy */
  statement?: number;
  sid?: string;
  effect?: 'Allow' | 'Deny';
  /** `denies`, `allows`, or what is missing or not known */
  why: string;
}

/** What AWS decides about a request, with the grounds. @public */
export interface AccessDecision {
  decision: 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied' | 'Unknown';
  because: AccessReason[];
  /** for an implicit denial the smallest statement that would be needed, and where */
  missing?: MissingAllow;
}

/**
 * Decides a request by all layers of policies, within an account and across accounts. What cannot be known (a condition
 * key, a document that is no policy, ...) is `Unknown` as soon as the decision depends on it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @public
 */
export function authorize(
  request: AuthorizationRequest,
  layers: PolicyLayers,
): AccessDecision {
  const action = request.action.toLowerCase();
  const principal = toRequestPrincipal(request.principal);
  const { arn } = request.resource;
  const rule = serviceRule(action, arn, principal);
  if (rule === 'allowed') {
    return {
      decision: 'Allowed',
      because: [{ why: 'AWS allows this to every caller' }],
    };
  }
  const asked = askLayers(layers, principal, {
    lowerCaseAction: action,
    resource: arn,
    context: request.context,
  });
  const decisions = circumstances(request, principal).map(circumstance =>
    decide({ request, action, principal, asked, ...circumstance }),
  );
  const [first] = decisions;
  if (decisions.some(({ decision }) => decision !== first.decision)) {
    return {
      decision: 'Unknown',
      because: [
        {
          why: 'depends on whether principal and resource are of one account, or on whether AWS owns the role',
        },
      ],
    };
  }
  return rule === 'refused' && first.decision !== 'ExplicitlyDenied'
    ? {
        decision: 'ImplicitlyDenied',
        because: [{ why: 'AWS refuses this to every caller' }],
      }
    : first;
}

interface Circumstance {
  sameAccount: boolean;
  serviceLinked: boolean;
}

interface Case extends Circumstance {
  request: AuthorizationRequest;
  action: string;
  principal: RequestPrincipal;
  asked: AskedLayers;
}

/** What may be the case: one thing, or more when the request does not tell. */
function circumstances(
  { resource }: AuthorizationRequest,
  principal: RequestPrincipal,
): Circumstance[] {
  if (!('arn' in principal)) {
    return [{ sameAccount: false, serviceLinked: false }];
  }
  const owner =
    resource.accountId ?? ownerOf(resource.arn, principal.accountId);
  const accounts =
    owner === undefined ? [true, false] : [owner === principal.accountId];
  const { serviceLinked } = principal;
  const roles =
    serviceLinked === 'unknown' ? [true, false] : [serviceLinked === 'yes'];
  return accounts.flatMap(sameAccount =>
    roles.map(linked => ({ sameAccount, serviceLinked: linked })),
  );
}

/** Actions without a resource are about the caller's own account. */
function ownerOf(arn: string, callersAccount: string): string | undefined {
  return arn === '*' || parseArn(arn)?.accountId === 'aws'
    ? callersAccount
    : accountOf(arn);
}

function decide(c: Case): AccessDecision {
  const { identity, boundary, session, resource } = c.asked;
  // Neither kind of organization policy restricts a service-linked role.
  const serviceControl = c.serviceLinked ? [] : c.asked.serviceControl;
  const resourceControl = c.serviceLinked ? [] : c.asked.resourceControl;
  const applicable: AskedLayer[] = [
    ...resourceControl,
    ...serviceControl,
    ...(resource ? [resource] : []),
    ...(identity ? [identity] : []),
    ...(boundary ? [boundary] : []),
    ...(session ? [session] : []),
  ];
  const denied = applicable.filter(layer => layer.denied);
  if (denied.length > 0) {
    return {
      decision: 'ExplicitlyDenied',
      because: denied.map(layer => toReason(layer, layer.denied, 'denies')),
    };
  }
  const needs = needsOf(c, serviceControl, resourceControl);
  const allowed = allOf(...needs.map(need => need.met));
  if (allowed === 'no') {
    const lacking = needs.filter(need => need.met === 'no');
    return {
      decision: 'ImplicitlyDenied',
      because: lacking.map(({ layer, level, why }) => ({ layer, level, why })),
      missing: missingAllow(c.request, c.principal, lacking),
    };
  }
  if (allowed === 'unknown' || applicable.some(layer => layer.mayDeny)) {
    return { decision: 'Unknown', because: doubtsOf(c, applicable) };
  }
  return {
    decision: 'Allowed',
    because: applicable.flatMap(layer =>
      layer.allowed ? [toReason(layer, layer.allowed, 'allows')] : [],
    ),
  };
}

/** Something that must be allowed, and by whom. */
interface Need {
  layer: PolicyLayer;
  level?: number;
  met: Answer;
  why: string;
}

const lacks = (layer: PolicyLayer, met: Answer, level?: number): Need => ({
  layer,
  level,
  met,
  why: 'nothing here allows it',
});

function needsOf(
  c: Case,
  serviceControl: AskedLayer[],
  resourceControl: AskedLayer[],
): Need[] {
  const { principal, asked } = c;
  const { boundary, session, resource } = asked;
  const levels = [...resourceControl, ...serviceControl].map(
    ({ layer, level, allows }) => lacks(layer, allows, level),
  );
  const byResource = lacks('resource', resource?.allows ?? 'no');
  if (!('arn' in principal)) {
    return [...levels, { ...byResource, met: resource?.grants ?? 'no' }];
  }
  const own = [
    lacks('identity', identityAllows(principal, asked)),
    ...(boundary ? [lacks('boundary', boundary.allows)] : []),
    ...(session ? [lacks('session', session.allows)] : []),
  ];
  if (!c.sameAccount) return [...levels, byResource, ...own];

  const bySession = session?.allows ?? 'yes';
  const granted = anyOf(
    // AWS's pages say that session policies do not limit this; nobody should rely on it against the session's own policy.
    allOf(resource?.grantsDirectly ?? 'no', anyOf(bySession, 'unknown')),
    allOf(resource?.grants ?? 'no', boundary?.allows ?? 'yes', bySession),
  );
  const needed = mustBeAllowedByResource(c.action, c.request.resource.arn)
    ? [byResource, ...own]
    : own;
  // Either the principal's own policies allow it or the resource grants it; what is missing for the former is told.
  return [
    ...levels,
    ...needed.map(need => ({ ...need, met: anyOf(granted, need.met) })),
  ];
}

function identityAllows(
  principal: RequestPrincipal,
  { identity, session }: AskedLayers,
): Answer {
  if (principal.kind === 'root') return 'yes';
  const allows = identity?.allows ?? 'no';
  // "if you do not pass any session policies, then the resulting federated user session has no permissions"
  return principal.kind === 'federatedSession' && !session
    ? allOf(allows, 'unknown')
    : allows;
}

function doubtsOf(c: Case, applicable: AskedLayer[]): AccessReason[] {
  const doubts = applicable.flatMap(({ layer, level, doubts: open }) =>
    open.map(why => ({ layer, level, why })),
  );
  if (doubts.length > 0) return doubts;
  return c.principal.kind === 'federatedSession' && !c.asked.session
    ? [
        {
          layer: 'session',
          why: 'a federated user may do no more than the session policies that were passed, and none is given',
        },
      ]
    : [
        {
          layer: 'resource',
          why: 'the resource-based policy allows it; whether the limits of the principal hold it back AWS does not say',
        },
      ];
}

function toReason(
  { layer, level }: AskedLayer,
  match: Match<GivenPolicy> | undefined,
  why: string,
): AccessReason {
  return {
    layer,
    level,
    policy: match?.policy.index,
    statement: match?.statement.source.index,
    sid: match?.statement.source.sid,
    effect: match?.statement.source.effect,
    why,
  };
}
