import { principalKind } from '../../arn';
import { Answer } from '../answer';
import { RequestContext } from '../context';
import { PolicyStatement } from '../parsePolicy';
import { PreparedStatement, preparePolicy } from '../preparePolicy';
import { evaluateTrust, TrustDecision } from '../trustPolicy';
import { contextOfAsker, POD_IDENTITY_SERVICE } from './contextOfAsker';
import {
  conditionText,
  FailingLink,
  findFailingLink,
  nameOf,
} from './failingLink';
import { coversCaller } from './namesCaller';
import { TrustAsker } from './TrustQuestion';

/** Whether a trust policy lets somebody have the role; what is in the way, or what it depends on. @public */
export interface TrustVerdict {
  decision: 'Allowed' | 'Denied' | 'Unknown';
  /** the first link that is broken, or, with `Unknown`, the one that nobody can decide; absent when allowed */
  failingLink?: FailingLink;
  /** the statement that allowed it, or the Deny that refused */
  by?: PolicyStatement;
  /** the Allow names the caller's whole account: the caller needs an Allow of its own as well */
  throughAccount?: boolean;
}

/**
 * Decides what a trust policy says to somebody who asks for the role, with all actions that this needs. It is the trust
 * side alone: what the asker's own policies, the organization and the provider's list of audiences say is asked elsewhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @public
 */
export function decideTrust(
  trustPolicy: unknown,
  asker: TrustAsker,
): TrustVerdict {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') {
    const [{ path, message }] = prepared.problems;
    return {
      decision: 'Unknown',
      failingLink: {
        link: 'policy',
        text: `the policy cannot be understood: ${[path, message]
          .filter(Boolean)
          .join(' ')}`,
      },
    };
  }
  const verdicts = actionsOf(asker).map(action =>
    decideAction(trustPolicy, prepared.statements, asker, action),
  );
  return (
    verdicts.find(({ decision }) => decision === 'Denied') ??
    verdicts.find(({ decision }) => decision === 'Unknown') ??
    verdicts[0]
  );
}

/** What STS asks for when somebody wants a role; who brings session tags needs to be allowed to. */
function actionsOf(asker: TrustAsker): string[] {
  const bringsTags =
    asker.tags === undefined
      ? asker.kind === 'service' && asker.name === POD_IDENTITY_SERVICE
      : Object.keys(asker.tags).length > 0;
  const tagSession = bringsTags ? ['sts:TagSession'] : [];
  if (asker.kind !== 'federated') return ['sts:AssumeRole', ...tagSession];
  return asker.providerArn.includes(':saml-provider/')
    ? ['sts:AssumeRoleWithSAML', ...tagSession]
    : ['sts:AssumeRoleWithWebIdentity', ...tagSession];
}

function decideAction(
  trustPolicy: unknown,
  statements: readonly PreparedStatement[],
  asker: TrustAsker,
  action: string,
): TrustVerdict {
  const context = contextOfAsker(asker);
  const ask = (asked: RequestContext) =>
    evaluateTrust(trustPolicy, { caller: asker, action, context: asked });
  const decision = ask(context);
  const pathless = withUnknownPath(asker, statements, context);
  if (pathless && decision.answer === 'no') {
    const open = ask(pathless);
    if (open.answer === 'unknown') {
      return unknown(open, statements, asker, action, pathless);
    }
  }
  if (decision.answer === 'yes') {
    const { by, throughAccount } = decision;
    return { decision: 'Allowed', by, throughAccount };
  }
  if (decision.answer === 'unknown') {
    return unknown(decision, statements, asker, action, context);
  }
  const { by } = decision;
  return {
    decision: 'Denied',
    by,
    failingLink: by
      ? {
          link: 'deny',
          text: `explicit deny in ${nameOf(by)}`,
          statementIndex: by.index,
          ...(by.sid && { sid: by.sid }),
        }
      : findFailingLink(statements, asker, action, context),
  };
}

/**
 * A session's ARN does not tell the path of its role. Where a condition on the role's ARN wants one, a refusal is not
 * certain: then the ARN counts as unknown.
 */
function withUnknownPath(
  asker: TrustAsker,
  statements: readonly PreparedStatement[],
  context: RequestContext,
): RequestContext | undefined {
  const wantsPath =
    asker.kind === 'aws' &&
    principalKind(asker.arn) === 'assumed-role' &&
    statements.some(({ conditions }) =>
      conditions.some(
        ({ key, source }) =>
          key === 'aws:principalarn' &&
          source.values.some(value => /:role\/.+\//.test(value)),
      ),
    );
  return wantsPath
    ? {
        valueOf: key =>
          key === 'aws:principalarn' ? 'unknown' : context.valueOf(key),
      }
    : undefined;
}

/** The statement that nobody can decide: a Deny that may match, else the Allow that may. */
function unknown(
  { reasons }: TrustDecision,
  statements: readonly PreparedStatement[],
  asker: TrustAsker,
  action: string,
  context: RequestContext,
): TrustVerdict {
  const open = statements.filter(
    statement =>
      answerOf(statement, asker, action.toLowerCase(), context) === 'unknown',
  );
  const allows = open.filter(({ source }) => source.effect === 'Allow');
  const statement =
    open.find(({ source }) => source.effect === 'Deny') ?? allows[0];
  if (!statement) {
    return {
      decision: 'Unknown',
      failingLink: { link: 'condition', text: reasons.join('; ') },
    };
  }
  const { source, conditions } = statement;
  const condition = conditions.find(c => c.holds(context) === 'unknown');
  const place = {
    statementIndex: source.index,
    ...(source.sid && { sid: source.sid }),
  };
  if (!condition) {
    return {
      decision: 'Unknown',
      failingLink: {
        ...place,
        link: 'principal',
        text: `whether ${nameOf(source)} (${
          source.effect
        }) names this principal cannot be decided`,
      },
    };
  }
  const { operator, key } = condition.source;
  return {
    decision: 'Unknown',
    failingLink: {
      ...place,
      link: conditionText(condition.source, asker, context).link,
      text: `${nameOf(source)} (${
        source.effect
      }) depends on \`${operator}\` on \`${key}\``,
    },
  };
}

function answerOf(
  { source, coversAction, conditionsHold }: PreparedStatement,
  asker: TrustAsker,
  lowerCaseAction: string,
  context: RequestContext,
): Answer {
  if (!coversAction(lowerCaseAction)) return 'no';
  const covers = coversCaller(source, asker);
  if (covers === 'no') return 'no';
  const holds = conditionsHold(context);
  if (holds === 'no') return 'no';
  return covers === 'yes' && holds === 'yes' ? 'yes' : 'unknown';
}
