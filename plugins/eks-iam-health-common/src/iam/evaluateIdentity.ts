import { askLayer, Match } from './askLayer';
import { RequestContext } from './context';
import {
  AppliedPolicy,
  PrincipalPolicies,
  UnknownPolicies,
} from './policiesOf';

/** What a principal wants to do. @public */
export interface IamRequest {
  /** `eks:DescribeCluster` */
  action: string;
  /** an ARN, or `*` for actions that know no resource */
  resource: string;
  context: RequestContext;
}

/** The statement a decision rests on, and the policy that holds it. @public */
export interface DecidingStatement {
  policyName: string;
  /** absent: an inline policy */
  policyArn?: string;
  /** the group it comes through */
  groupName?: string;
  index: number;
  sid?: string;
  /** the statement as it was written */
  statement: unknown;
}

/**
 * What the policies of a principal say. Policies that nobody can see from here (service control policies, resource
 * control policies, VPC endpoint policies, session policies) may still deny: `allowed` means allowed by what is visible.
 *
 * @public
 */
export interface IamDecision {
  effect: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'unknown';
  /** the layer that decided: for an implicit deny the one that lacks an Allow */
  layer: 'identity' | 'boundary';
  /** what allowed or denied; an implicit deny has none */
  by?: DecidingStatement;
  /** why it is unknown */
  reasons: string[];
}

/** Policies of principals name their resources, as IAM wants it. */
const layer = {
  name: (policy: AppliedPolicy) => policy.name,
  namesResources: true,
};

/**
 * Decides what the identity policies and the boundary of a principal say, within its account. A Deny wins; a Deny that
 * may match casts doubt; an Allow counts only when it certainly matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @public
 */
export function evaluateIdentity(
  policies: PrincipalPolicies | UnknownPolicies,
  request: IamRequest,
): IamDecision {
  if (policies.status !== 'read') {
    return {
      effect: 'unknown',
      layer: 'identity',
      reasons: [policies.reason],
    };
  }
  const { resource, context } = request;
  const asked = {
    lowerCaseAction: request.action.toLowerCase(),
    resource,
    context,
  };
  const identity = askLayer(policies.identity, asked, layer);
  const boundary = policies.boundary
    ? askLayer([policies.boundary], asked, layer)
    : undefined;

  if (identity.denied)
    return decided('explicitDeny', 'identity', identity.denied);
  if (boundary?.denied) {
    return decided('explicitDeny', 'boundary', boundary.denied);
  }
  // A document that was not read may hold anything.
  const unread = [
    ...policies.unread,
    ...(policies.unreadBoundary ? [policies.unreadBoundary] : []),
  ];
  if (identity.allows === 'no' && policies.unread.length === 0) {
    return { effect: 'implicitDeny', layer: 'identity', reasons: [] };
  }
  if (boundary?.allows === 'no') {
    return { effect: 'implicitDeny', layer: 'boundary', reasons: [] };
  }
  const doubts = [
    ...unread.map(name => `\`${name}\` was not read`),
    ...identity.doubts,
    ...(boundary?.doubts ?? []),
  ];
  if (
    unread.length > 0 ||
    identity.mayDeny ||
    boundary?.mayDeny ||
    identity.allows !== 'yes' ||
    (boundary && boundary.allows !== 'yes')
  ) {
    return { effect: 'unknown', layer: 'identity', reasons: doubts };
  }
  return decided('allowed', 'identity', identity.allowed);
}

function decided(
  effect: IamDecision['effect'],
  where: IamDecision['layer'],
  match: Match<AppliedPolicy> | undefined,
): IamDecision {
  return { effect, layer: where, by: match && toDeciding(match), reasons: [] };
}

function toDeciding({
  policy,
  statement,
}: Match<AppliedPolicy>): DecidingStatement {
  return {
    policyName: policy.name,
    policyArn: policy.arn,
    groupName: policy.groupName,
    index: statement.source.index,
    sid: statement.source.sid,
    statement: statement.source.source,
  };
}
