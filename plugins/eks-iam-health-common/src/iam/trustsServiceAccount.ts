import { accountOf, parseArn } from '../arn';
import { RequestContext } from './context';
import { PolicyStatement } from './parsePolicy';
import { PreparedStatement, preparePolicy } from './preparePolicy';
import { contextOfAsker } from './trust/contextOfAsker';
import { evaluateTrust, TrustDecision } from './trustPolicy';

/** The token that a pod shows to STS, and the provider that vouches for it. @public */
export interface ServiceAccountToken {
  /** ARN of the IAM OIDC provider in the role's account, see `oidcProviderArn` */
  providerArn: string;
  /** the cluster's issuer, `https://oidc.eks...` */
  issuer: string;
  /** `system:serviceaccount:<namespace>:<name>` */
  sub: string;
  /** `sts.amazonaws.com`, unless the service account is annotated otherwise */
  aud: string;
}

/** The part of a trust policy that does not fit. @public */
export type TrustElement =
  | 'deny'
  | 'provider'
  | 'issuer'
  | 'action'
  | 'operator'
  | 'sub'
  | 'aud'
  | 'condition';

/** What is first in the way, in the statement that comes nearest. @public */
export interface TrustFailure {
  element: TrustElement;
  expected: string;
  found: string;
  /** absent: no statement is about web identities at all */
  statementIndex?: number;
  sid?: string;
}

/** Whether a role admits the token of a service account, and what shuts it out otherwise. @public */
export interface ServiceAccountTrust extends TrustDecision {
  /** given with the answer `no` */
  failure?: TrustFailure;
}

/** What a service account's token is exchanged by. @public */
export const WEB_IDENTITY_ACTION = 'sts:AssumeRoleWithWebIdentity';

/** The issuer as policies write it: no scheme, no slash at the end. @public */
export function issuerPath(issuer: string): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/+$/, '');
}

/** The ARN that the provider of an issuer has in the account of a role. @public */
export function oidcProviderArn(roleArn: string, issuer: string): string {
  const { partition } = parseArn(roleArn) ?? { partition: 'aws' };
  return `arn:${partition}:iam::${
    accountOf(roleArn) ?? ''
  }:oidc-provider/${issuerPath(issuer)}`;
}

/** The subject of a service account's tokens. @public */
export function subjectOf(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/**
 * Whether a trust policy lets a service account assume the role with its token, and if not, what is first in the way.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 *
 * @public
 */
export function trustsServiceAccount(
  trustPolicy: unknown,
  token: ServiceAccountToken,
): ServiceAccountTrust {
  const context = webIdentityContext(token);
  const decision = evaluateTrust(trustPolicy, {
    caller: { kind: 'federated', providerArn: token.providerArn },
    action: WEB_IDENTITY_ACTION,
    context,
  });
  if (decision.answer !== 'no') return decision;
  return { ...decision, failure: findFailure(trustPolicy, token, decision) };
}

/** What STS knows when a pod shows its token. @public */
export function webIdentityContext({
  providerArn,
  sub,
  aud,
}: ServiceAccountToken): RequestContext {
  return contextOfAsker({
    kind: 'federated',
    providerArn,
    claims: { sub, aud },
  });
}

function findFailure(
  trustPolicy: unknown,
  token: ServiceAccountToken,
  decision: TrustDecision,
): TrustFailure {
  if (decision.by) {
    return {
      element: 'deny',
      expected: 'no Deny for this service account',
      found: 'a Deny that matches',
      statementIndex: decision.by.index,
      sid: decision.by.sid,
    };
  }
  const prepared = preparePolicy(trustPolicy);
  const statements = prepared.status === 'parsed' ? prepared.statements : [];
  const context = webIdentityContext(token);
  const ranked = statements
    .filter(({ source }) => source.effect === 'Allow')
    .map(statement => firstFailure(statement, token, context))
    .sort((a, b) => b.rank - a.rank);
  return (
    ranked[0]?.failure ?? {
      element: 'provider',
      expected: token.providerArn,
      found: 'no statement that allows anything',
    }
  );
}

interface Ranked {
  /** how far the statement agrees with the request */
  rank: number;
  failure: TrustFailure;
}

function firstFailure(
  { source, conditions, coversAction }: PreparedStatement,
  token: ServiceAccountToken,
  context: RequestContext,
): Ranked {
  const issuer = issuerPath(token.issuer);
  const failing = (
    rank: number,
    element: TrustElement,
    expected: string,
    found: string,
  ): Ranked => ({
    rank,
    failure: {
      element,
      expected,
      found,
      statementIndex: source.index,
      sid: source.sid,
    },
  });

  const federated = source.principals?.federated ?? [];
  if (!federated.includes(token.providerArn)) {
    const found = federated.join(', ') || principalText(source);
    const another = federated.find(
      arn =>
        /:oidc-provider\//.test(arn) &&
        !arn.endsWith(`:oidc-provider/${issuer}`),
    );
    return another
      ? failing(1, 'issuer', token.providerArn, found)
      : failing(
          federated.length > 0 ? 1 : 0,
          'provider',
          token.providerArn,
          found,
        );
  }
  if (!coversAction(WEB_IDENTITY_ACTION.toLowerCase())) {
    const found = (source.actions ?? []).join(', ') || 'NotAction';
    return failing(2, 'action', WEB_IDENTITY_ACTION, found);
  }
  const lowerIssuer = issuer.toLowerCase();
  const failed = conditions.filter(c => c.holds(context) === 'no');
  const order = (key: string) =>
    [`${lowerIssuer}:sub`, `${lowerIssuer}:aud`].indexOf(key) + 1 || 3;
  const [condition] = [...failed].sort((a, b) => order(a.key) - order(b.key));
  const { operator, key, values } = condition.source;
  const found = `${operator} ${key} ${values.join(', ')}`;
  // Of two statements the one that lacks less comes nearer.
  const rank = 10 - failed.length;
  if (condition.key === `${lowerIssuer}:sub`) {
    return isWildcardUnderEquals(operator, values)
      ? failing(rank, 'operator', `StringLike, or ${token.sub}`, found)
      : failing(rank, 'sub', token.sub, found);
  }
  if (condition.key === `${lowerIssuer}:aud`) {
    return failing(rank, 'aud', token.aud, found);
  }
  if (/:(sub|aud)$/.test(condition.key)) {
    return failing(rank, 'issuer', `${issuer}:${key.split(':').pop()}`, found);
  }
  return failing(rank, 'condition', 'a condition that holds', found);
}

/** Under StringEquals an asterisk is an asterisk, and no service account has one in its name. */
function isWildcardUnderEquals(operator: string, values: string[]): boolean {
  return (
    /^(for(any|all)values?:)?stringequals/i.test(operator) &&
    values.some(value => /[*?]/.test(value))
  );
}

function principalText({ principals }: PolicyStatement): string {
  if (!principals) return 'no principal';
  const named = [
    ...principals.service.map(name => `service ${name}`),
    ...principals.aws,
    ...(principals.everyone ? ['*'] : []),
  ];
  return named.join(', ') || 'no principal';
}
