import { Answer } from './answer';
import { RequestContext } from './context';
import { PolicyStatement } from './parsePolicy';
import { PreparedStatement, preparePolicy } from './preparePolicy';

/** What is asked of a policy. */
export interface LayerRequest {
  /** `eks:describecluster` */
  lowerCaseAction: string;
  resource: string;
  context: RequestContext;
}

/** A statement that matched, and the policy that holds it. */
export interface Match<Policy> {
  policy: Policy;
  statement: PreparedStatement;
}

/** What several policies of one layer say together. A Deny that is certain ends the search: the rest is not looked at. */
export interface LayerAnswer<Policy> {
  allows: Answer;
  allowed?: Match<Policy>;
  denied?: Match<Policy>;
  /** a Deny may match, or a document that nobody understands may hold one */
  mayDeny: boolean;
  doubts: string[];
}

interface LayerOptions<Policy> {
  /** how doubts call a policy */
  name: (policy: Policy) => string;
  /** whether a statement speaks of the one who asks; left out, every statement does */
  coversPrincipal?: (statement: PolicyStatement) => Answer;
  /** policies that must name their resources: a statement that does not is nothing one can rely on */
  namesResources?: boolean;
}

/** Asks the policies of one layer, which add up: one Allow is enough, one Deny wins. */
export function askLayer<Policy extends { document: unknown }>(
  policies: readonly Policy[],
  { lowerCaseAction, resource, context }: LayerRequest,
  { name, coversPrincipal, namesResources }: LayerOptions<Policy>,
): LayerAnswer<Policy> {
  const answer: LayerAnswer<Policy> = {
    allows: 'no',
    mayDeny: false,
    doubts: [],
  };
  const colon = lowerCaseAction.indexOf(':');
  const service = lowerCaseAction.slice(0, Math.max(colon, 0));
  for (const policy of policies) {
    const prepared = preparePolicy(policy.document);
    if (prepared.status === 'malformed') {
      answer.mayDeny ||= prepared.mayDeny;
      if (answer.allows === 'no') answer.allows = 'unknown';
      answer.doubts.push(`policy \`${name(policy)}\` cannot be understood`);
      continue;
    }
    for (const statement of prepared.statementsFor(service)) {
      if (!statement.coversAction(lowerCaseAction)) continue;
      const { source } = statement;
      const speaks = coversPrincipal ? coversPrincipal(source) : 'yes';
      if (speaks === 'no') continue;
      const covers =
        namesResources && !source.resources && !source.notResources
          ? 'unknown'
          : statement.coversResource(resource, context);
      if (covers === 'no') continue;
      const holds = statement.conditionsHold(context);
      if (holds === 'no') continue;
      const matches = speaks === 'yes' && covers === 'yes' && holds === 'yes';
      if (source.effect === 'Deny') {
        if (matches) {
          answer.denied = { policy, statement };
          return answer;
        }
        answer.mayDeny = true;
      } else if (matches) {
        answer.allows = 'yes';
        answer.allowed ??= { policy, statement };
      } else if (answer.allows === 'no') {
        answer.allows = 'unknown';
      }
      if (!matches) {
        const doubt = doubtAbout(statement, context, { speaks, covers });
        answer.doubts.push(
          `statement ${source.sid ?? source.index} (${
            source.effect
          }) of \`${name(policy)}\` ${doubt}`,
        );
      }
    }
  }
  return answer;
}

function doubtAbout(
  { source, conditions }: PreparedStatement,
  context: RequestContext,
  { speaks, covers }: { speaks: Answer; covers: Answer },
): string {
  const open = conditions
    .filter(condition => condition.holds(context) === 'unknown')
    .map(({ source: { operator, key } }) => `\`${operator}\` on \`${key}\``);
  if (open.length > 0) return `depends on ${open.join(' and ')}`;
  if (covers === 'unknown') {
    return source.resources || source.notResources
      ? 'depends on a policy variable'
      : 'names no resource';
  }
  return speaks === 'unknown'
    ? 'names its principal in a way that cannot be decided'
    : 'depends on a policy variable';
}
