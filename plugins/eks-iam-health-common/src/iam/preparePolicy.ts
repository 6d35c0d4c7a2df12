import { Answer, best, not } from './answer';
import { PreparedCondition, prepareCondition } from './condition';
import { RequestContext, unknownContext } from './context';
import { actionPattern, Pattern, resourcePattern } from './matchPattern';
import {
  ParsedPolicy,
  parsePolicy,
  PolicyProblem,
  PolicyStatement,
} from './parsePolicy';

/** A statement that was looked at once and can be asked often. @public */
export interface PreparedStatement {
  source: PolicyStatement;
  conditions: PreparedCondition[];
  /** whether it speaks of the action; `lowerCaseAction` is `eks:describecluster` */
  coversAction: (lowerCaseAction: string) => boolean;
  coversResource: (resource: string, context: RequestContext) => Answer;
  /** whether all conditions hold */
  conditionsHold: (context: RequestContext) => Answer;
}

/** A policy, ready for questions, or what keeps the document from being one. */
export type PreparedPolicy =
  | {
      status: 'parsed';
      policy: ParsedPolicy;
      statements: PreparedStatement[];
      /** the statements that may speak of an action of this service, in their order */
      statementsFor: (lowerCaseService: string) => readonly PreparedStatement[];
    }
  | {
      status: 'malformed';
      problems: PolicyProblem[];
      /** `false` when all its statements certainly say Allow: it grants nothing, but it forbids nothing either */
      mayDeny: boolean;
    };

const prepared = new WeakMap<object, PreparedPolicy>();

/** Prepares a document; the same document is prepared once. */
export function preparePolicy(document: unknown): PreparedPolicy {
  if (typeof document !== 'object' || document === null) {
    return prepareOnce(document);
  }
  const known = prepared.get(document);
  if (known) return known;
  const policy = prepareOnce(document);
  prepared.set(document, policy);
  return policy;
}

function prepareOnce(document: unknown): PreparedPolicy {
  const parse = parsePolicy(document);
  if (parse.status === 'malformed') {
    return { ...parse, mayDeny: mayDeny(document) };
  }
  const variables = parse.policy.version === '2012-10-17';
  const statements = parse.policy.statements.map(statement =>
    prepareStatement(statement, variables),
  );
  const byService = new Map<string, readonly PreparedStatement[]>();
  return {
    status: 'parsed',
    policy: parse.policy,
    statements,
    statementsFor: service => {
      let found = byService.get(service);
      if (!found) {
        found = statements.filter(s => maySpeakOf(s.source, service));
        byService.set(service, found);
      }
      return found;
    },
  };
}

/** Whether a document that does not parse may hold a Deny. */
function mayDeny(document: unknown): boolean {
  const statements = statementsOf(document);
  return (
    !statements ||
    !statements.every(
      statement =>
        typeof statement === 'object' &&
        statement !== null &&
        'Effect' in statement &&
        statement.Effect === 'Allow',
    )
  );
}

function statementsOf(document: unknown): unknown[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  if (!('Statement' in document)) return undefined;
  const { Statement } = document;
  return Array.isArray(Statement) ? Statement : [Statement];
}

function prepareStatement(
  source: PolicyStatement,
  variables: boolean,
): PreparedStatement {
  const conditions = source.conditions.map(condition =>
    prepareCondition(condition, { variables, effect: source.effect }),
  );
  return {
    source,
    conditions,
    coversAction: actionTest(source),
    coversResource: resourceTest(source, variables),
    conditionsHold: context => {
      let result: Answer = 'yes';
      for (const condition of conditions) {
        const answer = condition.holds(context);
        if (answer === 'no') return 'no';
        if (answer === 'unknown') result = 'unknown';
      }
      return result;
    },
  };
}

/** Actions hold no variables, so the answer is always known. Names without wildcard are looked up, not compared. */
function actionTest({ actions, notActions }: PolicyStatement) {
  const listed = actions ?? notActions ?? [];
  const exact = new Set<string>();
  const patterns: Pattern[] = [];
  for (const action of listed) {
    if (/[*?]/.test(action)) patterns.push(actionPattern(action));
    else exact.add(action.toLowerCase());
  }
  const isListed = (action: string) =>
    exact.has(action) ||
    patterns.some(p => p.matches(action, unknownContext) === 'yes');
  return actions ? isListed : (action: string) => !isListed(action);
}

/** A statement without Resource (a trust policy) is about the resource it hangs on. */
function resourceTest(statement: PolicyStatement, variables: boolean) {
  const { resources, notResources, effect } = statement;
  const patterns = (resources ?? notResources ?? []).map(resource =>
    resourcePattern(resource, variables),
  );
  if (!resources && !notResources) return (): Answer => 'yes';
  const isListed = (resource: string, context: RequestContext) =>
    best(patterns, pattern => pattern.matches(resource, context));
  const otherwise = effect === 'Allow' ? 'no' : 'unknown';
  return (resource: string, context: RequestContext): Answer => {
    const listed = isListed(resource, context);
    if (resources) return listed === 'incomparable' ? 'no' : listed;
    return listed === 'incomparable' ? otherwise : not(listed);
  };
}

function maySpeakOf({ actions }: PolicyStatement, service: string): boolean {
  if (!actions) return true;
  return actions.some(action => {
    const [prefix] = action.split(':', 1);
    return /[*?]/.test(prefix) || prefix.toLowerCase() === service;
  });
}
