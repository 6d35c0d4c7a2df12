import { PolicyCondition, PolicyStatement } from '../parsePolicy';
import { PreparedStatement } from '../preparePolicy';
import { RequestContext } from '../context';
import { parseOperator } from '../operators';
import { issuerOfProvider } from './contextOfAsker';
import { claimOf, isKnownKey } from './keysOfStsRequests';
import { coversCaller, wholeAccount } from './namesCaller';
import { TrustAsker } from './TrustQuestion';

/** The kind of the link that is broken. @public */
export type TrustLink =
  | 'policy'
  | 'statement'
  | 'deny'
  | 'principal'
  | 'provider'
  | 'issuer'
  | 'action'
  | 'tag-session'
  | 'operator'
  | 'sub'
  | 'aud'
  | 'external-id'
  | 'organization'
  | 'condition';

/** What is first in the way of somebody who asks for a role, in the statement that comes nearest. @public */
export interface FailingLink {
  link: TrustLink;
  /** lower case, no final period: what was expected and what was found */
  text: string;
  statementIndex?: number;
  sid?: string;
}

/** How a statement is called: by its Sid, else by its place. */
export const nameOf = ({ sid, index }: PolicyStatement) =>
  sid ? `statement \`${sid}\`` : `statement ${index}`;

const quoted = (texts: readonly string[]) =>
  texts.map(text => `\`${text}\``).join(', ');

interface Ranked extends FailingLink {
  /** how far the statement agrees with the request */
  rank: number;
}

/** Of all statements that allow something, the one that comes nearest, and what it lacks. */
export function findFailingLink(
  statements: readonly PreparedStatement[],
  asker: TrustAsker,
  action: string,
  context: RequestContext,
): FailingLink {
  const [nearest] = statements
    .filter(({ source }) => source.effect === 'Allow')
    .map(statement => firstFailure(statement, asker, action, context))
    .sort((a, b) => b.rank - a.rank);
  if (!nearest) {
    return { link: 'statement', text: 'no statement allows anything' };
  }
  const { rank: _, ...link } = nearest;
  return link;
}

function firstFailure(
  statement: PreparedStatement,
  asker: TrustAsker,
  action: string,
  context: RequestContext,
): Ranked {
  const { source, conditions, coversAction } = statement;
  const failing = (rank: number, link: TrustLink, text: string): Ranked => ({
    rank,
    link,
    text,
    statementIndex: source.index,
    ...(source.sid && { sid: source.sid }),
  });
  const names = coversCaller(source, asker) !== 'no';
  const speaks = coversAction(action.toLowerCase());
  if (!names) {
    const { link, text } = principalText(source, asker);
    return failing(speaks ? 1 : 0, link, text);
  }
  if (!speaks) {
    const found = source.actions
      ? quoted(source.actions)
      : `everything but ${quoted(source.notActions ?? [])}`;
    return action === 'sts:TagSession'
      ? failing(
          3,
          'tag-session',
          `action \`sts:TagSession\` is not allowed to this caller: ${nameOf(
            source,
          )} allows ${found}`,
        )
      : failing(
          2,
          'action',
          `action \`${action}\` is not allowed: ${nameOf(
            source,
          )} allows ${found}`,
        );
  }
  const failed = conditions.filter(c => c.holds(context) === 'no');
  const order = ({ key }: { key: string }) =>
    ['sub', 'aud'].indexOf(claimOf(key)?.claim ?? '') + 1 || 3;
  const [condition] = [...failed].sort((a, b) => order(a) - order(b));
  if (!condition) {
    return failing(4, 'principal', `${nameOf(source)} does not apply`);
  }
  const { link, text } = conditionText(condition.source, asker, context);
  // Of two statements the one that lacks less comes nearer.
  return failing(10 - Math.min(failed.length, 5), link, text);
}

function principalText(
  source: PolicyStatement,
  asker: TrustAsker,
): Pick<FailingLink, 'link' | 'text'> {
  const { principals } = source;
  const found = principals
    ? quoted([
        ...principals.service,
        ...principals.federated,
        ...principals.aws,
        ...(principals.everyone ? ['*'] : []),
      ]) || 'nobody'
    : 'nobody';
  if (asker.kind !== 'federated') {
    const who = asker.kind === 'service' ? asker.name : asker.arn;
    const isGone = principals?.aws.some(
      principal =>
        wholeAccount(principal) === undefined &&
        /^(AROA|AIDA)[A-Z0-9]+$/.test(principal),
    );
    return {
      link: 'principal',
      text: `principal \`${who}\` is not named: ${nameOf(
        source,
      )} names ${found}${
        isGone ? ', by the unique id that a deleted principal leaves' : ''
      }`,
    };
  }
  const { providerArn } = asker;
  const issuer = issuerOfProvider(providerArn);
  const federated = principals?.federated ?? [];
  const sameIssuer = federated.some(arn => issuerOfProvider(arn) === issuer);
  const isOtherIssuer =
    !sameIssuer && federated.some(arn => arn.includes(':oidc-provider/'));
  return {
    link: isOtherIssuer ? 'issuer' : 'provider',
    text: `${
      isOtherIssuer ? 'issuer of the provider' : 'provider'
    } \`${providerArn}\` is not named: ${nameOf(source)} names ${found}`,
  };
}

const linkOfKey: Record<string, TrustLink> = {
  'sts:externalid': 'external-id',
  'aws:principalorgid': 'organization',
  'aws:principalorgpaths': 'organization',
  'aws:sourceorgid': 'organization',
  'aws:sourceorgpaths': 'organization',
};

/** A condition in words: the operator, its key, what it wants and what the request has. */
export function conditionText(
  { operator, key, values }: PolicyCondition,
  asker: TrustAsker,
  context: RequestContext,
): Pick<FailingLink, 'link' | 'text'> {
  const lowerKey = key.toLowerCase();
  const value = context.valueOf(lowerKey);
  const has = Array.isArray(value) ? quoted(value) : `which is ${value}`;
  const wants = `${operator} ${quoted(values)}`;
  const claim = claimOf(lowerKey);
  if (!parseOperator(operator).operator && !parseOperator(operator).isNull) {
    return {
      link: 'operator',
      text: `operator \`${operator}\` on \`${key}\` is none that IAM has`,
    };
  }
  if (claim && asker.kind === 'federated') {
    const issuer = issuerOfProvider(asker.providerArn);
    if (claim.issuer !== issuer.toLowerCase()) {
      return {
        link: 'issuer',
        text: `condition key \`${key}\` is a claim of another issuer than \`${issuer}\`: it is never in the request`,
      };
    }
    if (isWildcardUnderEquals(operator, values)) {
      return {
        link: 'operator',
        text: `operator \`${operator}\` on \`${key}\` takes the \`*\` of ${quoted(
          values,
        )} for an asterisk; patterns need \`StringLike\``,
      };
    }
    if (claim.claim === 'sub' || claim.claim === 'aud') {
      return {
        link: claim.claim,
        text: `${claim.claim} ${has} does not fit ${wants}`,
      };
    }
  }
  const misspelt = isKnownKey(lowerKey)
    ? ''
    : '; IAM has no condition key of this name';
  return {
    link: linkOfKey[lowerKey] ?? 'condition',
    text: `condition key \`${key}\` ${has} does not fit ${wants}${misspelt}`,
  };
}

/** Under StringEquals an asterisk is an asterisk, and no service account has one in its name. */
function isWildcardUnderEquals(operator: string, values: readonly string[]) {
  return (
    /^(for(any|all)values?:)?stringequals/i.test(operator) &&
    values.some(value => /[*?]/.test(value))
  );
}
