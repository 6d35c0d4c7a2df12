import { parseOperator } from './operators';
import { withActions, withChangedStatement, withCondition } from './editPolicy';
import { PolicyStatement } from './parsePolicy';
import { preparePolicy } from './preparePolicy';
import { withStatement } from './smallestAllow';
import { ServiceRequest, trustsService } from './trustsService';
import {
  PodIdentityRequest,
  POD_IDENTITY_SERVICE,
  trustsPodIdentity,
} from './trustsPodIdentity';
import {
  issuerPath,
  ServiceAccountToken,
  TrustFailure,
  trustsServiceAccount,
  WEB_IDENTITY_ACTION,
} from './trustsServiceAccount';

/** IAM's default limit for a trust policy, white space not counted; it can be raised to 8,192. */
export const TRUST_POLICY_LIMIT = 2048;

/** What IAM allows at most, when the quota was raised. */
export const TRUST_POLICY_MAXIMUM = 8192;

/** Whether no quota makes room for a document. */
export function exceedsEveryTrustLimit(document: unknown): boolean {
  return JSON.stringify(document).length > TRUST_POLICY_MAXIMUM;
}

/** Whether a document is longer than IAM's default allows. */
export function exceedsTrustLimit(document: unknown): boolean {
  return JSON.stringify(document).length > TRUST_POLICY_LIMIT;
}

/**
 * The trust policy that also admits a service account. It only ever adds: who is admitted today stays so. Asked again,
 * it must answer yes; otherwise there is no document.
 */
export function admitServiceAccount(
  trustPolicy: unknown,
  token: ServiceAccountToken,
  failure: TrustFailure,
): unknown {
  const candidates = [
    failure.element === 'sub' && failure.statementIndex !== undefined
      ? withSubject(trustPolicy, failure.statementIndex, token)
      : undefined,
    failure.element === 'deny'
      ? undefined
      : withStatement(trustPolicy, webIdentityStatement(token)),
  ];
  return candidates.find(
    document =>
      document !== undefined &&
      trustsServiceAccount(document, token).answer === 'yes',
  );
}

/** The statement of AWS's guide: one provider, one subject, one audience. */
export function webIdentityStatement(token: ServiceAccountToken) {
  const issuer = issuerPath(token.issuer);
  return {
    Effect: 'Allow',
    Principal: { Federated: token.providerArn },
    Action: WEB_IDENTITY_ACTION,
    Condition: {
      StringEquals: {
        [`${issuer}:sub`]: token.sub,
        [`${issuer}:aud`]: token.aud,
      },
    },
  };
}

/** One more subject in the list of a statement that compares with plain StringEquals. */
function withSubject(
  trustPolicy: unknown,
  index: number,
  token: ServiceAccountToken,
): unknown {
  const key = `${issuerPath(token.issuer)}:sub`;
  const conditions = conditionsOn(trustPolicy, index, key);
  const [condition] = conditions;
  return conditions.length === 1 && /^stringequals$/i.test(condition.operator)
    ? withChangedStatement(trustPolicy, index, statement =>
        withCondition(statement, condition.key, condition.operator, [
          ...condition.values,
          token.sub,
        ]),
      )
    : undefined;
}

/** The conditions of a statement on one key. */
export function conditionsOn(trustPolicy: unknown, index: number, key: string) {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return [];
  return prepared.statements[index].conditions
    .filter(condition => condition.key === key.toLowerCase())
    .map(condition => condition.source);
}

/** The trust policy with one key of a statement pinned to exact values, instead of all conditions on it. */
export function pinCondition(
  trustPolicy: unknown,
  index: number,
  key: string,
  values: string[],
): unknown {
  return withChangedStatement(trustPolicy, index, statement =>
    withCondition(statement, key, 'StringEquals', values),
  );
}

/** The plain form of an operator: without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export function plainOperator(name: string): string {
  return parseOperator(name).operator
    ? name.replace(/^for(all|any)values?:/i, '').replace(/ifexists$/i, '')
    : name;
}

/**
 * The trust policy that lets EKS Pod Identity use the role for one cluster; who is admitted today stays so. Asked
 * again, it must answer yes; otherwise there is no document.
 */
export function admitPodIdentity(
  trustPolicy: unknown,
  request: PodIdentityRequest,
): unknown {
  const { assumeRole, tagSession } = trustsPodIdentity(trustPolicy, request);
  const candidates = [
    assumeRole.by && tagSession.answer === 'no' && !tagSession.by
      ? withChangedStatement(trustPolicy, assumeRole.by.index, statement =>
          withActions(statement, ['sts:TagSession']),
        )
      : undefined,
    withStatement(trustPolicy, podIdentityStatement(request)),
  ];
  return candidates.find(
    document =>
      document !== undefined &&
      trustsPodIdentity(document, request).answer === 'yes',
  );
}

function podIdentityStatement(request: PodIdentityRequest) {
  return {
    Effect: 'Allow',
    Principal: { Service: POD_IDENTITY_SERVICE },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': request.accountId },
      ArnEquals: { 'aws:SourceArn': request.clusterArn },
    },
  };
}

/**
 * The trust policy without some AWS principals. A statement that named nobody else goes; when no statement is left
 * there is no document, because a role cannot do without.
 */
export function withoutPrincipals(
  trustPolicy: unknown,
  texts: readonly string[],
): unknown {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return undefined;
  const changed = prepared.statements.map(({ source }) =>
    withoutPrincipalsOf(source, texts),
  );
  const kept = changed.filter(statement => statement !== undefined);
  const { Statement: _, ...rest } = Object(
    typeof trustPolicy === 'string' ? JSON.parse(trustPolicy) : trustPolicy,
  );
  return kept.length > 0 ? { ...rest, Statement: kept } : undefined;
}

function withoutPrincipalsOf(
  { source, principals }: PolicyStatement,
  texts: readonly string[],
): unknown {
  const named = principals?.aws.some(arn => texts.includes(arn));
  if (!named || !principals) return source;
  const aws = [
    ...(principals.everyone ? ['*'] : []),
    ...principals.aws.filter(arn => !texts.includes(arn)),
  ];
  const others = {
    ...(principals.service.length > 0 && { Service: principals.service }),
    ...(principals.federated.length > 0 && { Federated: principals.federated }),
    ...(principals.canonicalUser.length > 0 && {
      CanonicalUser: principals.canonicalUser,
    }),
  };
  const Principal = { ...(aws.length > 0 && { AWS: aws }), ...others };
  return Object.keys(Principal).length > 0
    ? { ...Object(source), Principal }
    : undefined;
}

/**
 * The trust policy that also lets a service of AWS assume the role. Asked again, it must answer yes; otherwise there is
 * no document.
 */
export function admitService(
  trustPolicy: unknown,
  request: ServiceRequest,
  condition?: unknown,
): unknown {
  const { services, actions } = request;
  const document = withStatement(trustPolicy, {
    Effect: 'Allow',
    Principal: { Service: services[0] },
    Action: actions.length === 1 ? actions[0] : actions,
    ...(condition !== undefined && { Condition: condition }),
  });
  return document !== undefined &&
    trustsService(document, request).answer === 'yes'
    ? document
    : undefined;
}
