import { IamDecision } from './evaluateIdentity';
import { preparePolicy } from './preparePolicy';

/** An Allow statement as it goes into a policy document. @public */
export interface AllowStatement {
  Sid: string;
  Effect: 'Allow';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** A policy document as IAM takes it. @public */
export interface AllowPolicyDocument {
  Version: '2012-10-17';
  Statement: unknown[];
}

/** What would have to be added, and where; `undefined` when no Allow helps, because a Deny decided. @public */
export interface SmallestAllow {
  layer: 'identity' | 'boundary';
  statement: AllowStatement;
}

/** Actions of EKS, IAM and STS on the way to a cluster that know no resource: IAM wants `*` for them. */
const actionsOnAnything = new Set([
  'eks:createcluster',
  'eks:describeaddonversions',
  'eks:listaccesspolicies',
  'eks:listclusters',
  'eks:registercluster',
  'iam:getaccountauthorizationdetails',
  'iam:getaccountsummary',
  'iam:listopenidconnectproviders',
  'iam:listroles',
  'iam:listusers',
  'sts:decodeauthorizationmessage',
  'sts:getcalleridentity',
]);

/**
 * The smallest statement that would turn an implicit deny into an Allow: one action on one resource. The layer is the
 * policy that lacks it; a Deny cannot be outweighed, so there is none for it.
 *
 * @public
 */
export function smallestAllow(
  { action, resource }: { action: string; resource: string },
  decision: Pick<IamDecision, 'effect' | 'layer'>,
  options: { passedToService?: string | string[] } = {},
): SmallestAllow | undefined {
  if (decision.effect === 'explicitDeny' || decision.effect === 'allowed') {
    return undefined;
  }
  const { passedToService } = options;
  return {
    layer: decision.layer,
    statement: {
      Sid: `Allow${(action.split(':')[1] ?? action).replace(
        /[^A-Za-z0-9]/g,
        '',
      )}`,
      Effect: 'Allow',
      Action: action,
      Resource: actionsOnAnything.has(action.toLowerCase()) ? '*' : resource,
      ...(passedToService && action.toLowerCase() === 'iam:passrole'
        ? {
            Condition: {
              StringEquals: { 'iam:PassedToService': passedToService },
            },
          }
        : {}),
    },
  };
}

/** A policy document of these statements. @public */
export function toPolicyDocument(statements: unknown[]): AllowPolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** The document with a statement more; everything else stays as it is. `undefined` when the document is no policy. @public */
export function withStatement(document: unknown, statement: unknown): unknown {
  const prepared = preparePolicy(document);
  if (prepared.status === 'malformed') return undefined;
  const value: unknown =
    typeof document === 'string' ? JSON.parse(document) : document;
  const { Statement, ...rest } = value as { Statement: unknown };
  const statements: unknown[] = Array.isArray(Statement)
    ? Statement
    : [Statement];
  return { ...rest, Statement: [...statements, statement] };
}
