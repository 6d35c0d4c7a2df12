import { Answer } from './answer';
import { RequestContext } from './context';
import {
  AppliedPolicy,
  PrincipalPolicies,
  UnknownPolicies,
} from './policiesOf';
import { PreparedStatement, preparePolicy } from './preparePolicy';

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
  const action = request.action.toLowerCase();
  const identity = ask(policies.identity, action, request);
  const boundary = policies.boundary
    ? ask([policies.boundary], action, request)
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

interface LayerAnswer {
  allows: Answer;
  allowed?: Match;
  denied?: Match;
  mayDeny: boolean;
  doubts: string[];
}

interface Match {
  policy: AppliedPolicy;
  statement: PreparedStatement;
}

function ask(
  policies: readonly AppliedPolicy[],
  action: string,
  { resource, context }: IamRequest,
): LayerAnswer {
  const answer: LayerAnswer = { allows: 'no', mayDeny: false, doubts: [] };
  const service = action.slice(0, Math.max(action.indexOf(':'), 0));
  for (const policy of policies) {
    const prepared = preparePolicy(policy.document);
    if (prepared.status === 'malformed') {
      answer.mayDeny = true;
      if (answer.allows === 'no') answer.allows = 'unknown';
      answer.doubts.push(`policy \`${policy.name}\` cannot be understood`);
      continue;
    }
    for (const statement of prepared.statementsFor(service)) {
      if (!statement.coversAction(action)) continue;
      const covers = statement.coversResource(resource, context);
      if (covers === 'no') continue;
      const holds = statement.conditionsHold(context);
      if (holds === 'no') continue;
      const matches = covers === 'yes' && holds === 'yes';
      if (statement.source.effect === 'Deny') {
        if (matches) {
          answer.denied = { policy, statement };
          return answer;
        }
        answer.mayDeny = true;
        answer.doubts.push(doubtAbout(policy, statement, context));
      } else if (matches) {
        answer.allows = 'yes';
        answer.allowed ??= { policy, statement };
      } else {
        if (answer.allows === 'no') answer.allows = 'unknown';
        answer.doubts.push(doubtAbout(policy, statement, context));
      }
    }
  }
  return answer;
}

function doubtAbout(
  policy: AppliedPolicy,
  { source, conditions }: PreparedStatement,
  context: RequestContext,
): string {
  const open = conditions
    .filter(condition => condition.holds(context) === 'unknown')
    .map(({ source: { operator, key } }) => `\`${operator}\` on \`${key}\``);
  const why = open.length > 0 ? open.join(' and ') : 'a policy variable';
  return `statement ${source.sid ?? source.index} (${source.effect}) of \`${
    policy.name
  }\` depends on ${why}`;
}

function decided(
  effect: IamDecision['effect'],
  layer: IamDecision['layer'],
  match: Match | undefined,
): IamDecision {
  return { effect, layer, by: match && toDeciding(match), reasons: [] };
}

function toDeciding({ policy, statement }: Match): DecidingStatement {
  return {
    policyName: policy.name,
    policyArn: policy.arn,
    groupName: policy.groupName,
    index: statement.source.index,
    sid: statement.source.sid,
    statement: statement.source.source,
  };
}
