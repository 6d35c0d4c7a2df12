import { Answer } from './answer';
import { RequestContext } from './context';
import { PolicyStatement } from './parsePolicy';
import { PreparedStatement, preparePolicy } from './preparePolicy';
import {
  coversCaller,
  namesAccountOf,
  namesPrincipal,
  TrustCaller,
} from './trust/namesCaller';

export { coversCaller, wholeAccount } from './trust/namesCaller';
export type { TrustCaller } from './trust/namesCaller';

/** A request that a trust policy is asked about. @public */
export interface TrustRequest {
  caller: TrustCaller;
  /** `sts:AssumeRole`, `sts:TagSession`, `sts:AssumeRoleWithWebIdentity` */
  action: string;
  context: RequestContext;
}

/** What a trust policy says to one request. @public */
export interface TrustDecision {
  answer: Answer;
  /** the statement that allowed it, or the Deny that refused */
  by?: PolicyStatement;
  /** the Allow names the caller's whole account: the caller needs an Allow of its own as well */
  throughAccount?: boolean;
  /** why it is unknown */
  reasons: string[];
}

/**
 * Decides what a trust policy says: it must allow, and no Deny may match. It is one side only; what the caller's own
 * policies say is `evaluateIdentity`.
 *
 * @public
 */
export function evaluateTrust(
  trustPolicy: unknown,
  request: TrustRequest,
): TrustDecision {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') {
    const [{ path, message }] = prepared.problems;
    return {
      answer: 'unknown',
      reasons: [`the trust policy cannot be understood: ${path} ${message}`],
    };
  }
  const action = request.action.toLowerCase();
  const reasons: string[] = [];
  let allowed: PreparedStatement | undefined;
  let mayAllow = false;
  let mayDeny = false;
  for (const statement of prepared.statements) {
    const answer = statementAnswers(statement, action, request);
    if (answer === 'no') continue;
    if (answer === 'unknown') {
      reasons.push(doubtAbout(statement, request.context));
      if (statement.source.effect === 'Deny') mayDeny = true;
      else mayAllow = true;
    } else if (statement.source.effect === 'Deny') {
      return { answer: 'no', by: statement.source, reasons: [] };
    } else if (
      !allowed ||
      (isThroughAccount(allowed, request) &&
        !isThroughAccount(statement, request))
    ) {
      allowed = statement;
    }
  }
  if (!allowed && !mayAllow) return { answer: 'no', reasons: [] };
  if (!allowed || mayDeny) return { answer: 'unknown', reasons };
  return {
    answer: 'yes',
    by: allowed.source,
    throughAccount: isThroughAccount(allowed, request),
    reasons: [],
  };
}

function statementAnswers(
  statement: PreparedStatement,
  action: string,
  { caller, context }: TrustRequest,
): Answer {
  if (!statement.coversAction(action)) return 'no';
  const covers = coversCaller(statement.source, caller);
  if (covers === 'no') return 'no';
  const holds = statement.conditionsHold(context);
  if (holds === 'no') return 'no';
  return covers === 'yes' && holds === 'yes' ? 'yes' : 'unknown';
}

function isThroughAccount(
  { source }: PreparedStatement,
  { caller }: TrustRequest,
): boolean {
  return (
    caller.kind === 'aws' &&
    source.principals !== undefined &&
    !namesPrincipal(source.principals, caller.arn) &&
    namesAccountOf(source.principals, caller.arn)
  );
}

function doubtAbout(
  { source, conditions }: PreparedStatement,
  context: RequestContext,
): string {
  const open = conditions
    .filter(condition => condition.holds(context) === 'unknown')
    .map(({ source: { operator, key } }) => `\`${operator}\` on \`${key}\``);
  const name = `statement ${source.sid ?? source.index} (${source.effect})`;
  return open.length > 0
    ? `${name} depends on ${open.join(' and ')}`
    : `${name} names its principal in a way that cannot be decided`;
}
