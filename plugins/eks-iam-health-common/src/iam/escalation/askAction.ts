import { contextOf, RequestContext } from '../context';
import { DecidingStatement, evaluateIdentity } from '../evaluateIdentity';
import { PrincipalPolicies } from '../policiesOf';
import { preparePolicy } from '../preparePolicy';
import { contextOfPrincipal, KnownKeys } from '../requestContext';
import {
  ANY_NAME,
  instanceOf,
  isUnlimited,
  Place,
  resourceOf,
} from './resourceOf';

/** Whose permissions are looked at. */
export interface Holder {
  policies: PrincipalPolicies;
  place: Place;
  /** nobody said whose policies they are: what a request tells of its caller is open */
  isAnonymous: boolean;
}

/** Whether somebody holds an action, and on what. @public */
export interface HeldAction {
  action: string;
  /**
   * `any`: on whatever resource one likes (or on oneself, where that is enough); `some`: on the named resources only;
   * `open`: a condition decides that nobody can decide from here
   */
  reach: 'any' | 'some' | 'open' | 'none';
  by?: DecidingStatement;
  /** with `some`: the resources as the policies name them */
  resources?: string[];
  /** with `open`: why */
  reasons?: string[];
}

const rank = { any: 3, some: 2, open: 1, none: 0 } as const;
const better = (a: HeldAction, b: HeldAction) =>
  rank[b.reach] > rank[a.reach] ? b : a;

/** Asks for one action of a path, with the keys of its request that the caller chooses. */
export function askAction(
  action: string,
  holder: Holder,
  keys: readonly KnownKeys[],
  isEnoughOnSelf: boolean,
): HeldAction {
  const patterns = allowedResources(action, holder.policies);
  if (!patterns) return { action, reach: 'none' };
  const { place } = holder;
  const instances = (wanted: boolean) =>
    patterns
      .filter(pattern => isUnlimited(pattern) === wanted)
      .flatMap(pattern => {
        const arn = instanceOf(pattern, place);
        return arn ? [{ pattern, arn }] : [];
      });
  const everywhere = [
    resourceOf(action, place),
    ...instances(true).map(({ arn }) => arn),
  ];
  let found: HeldAction = { action, reach: 'none' };
  const ask = (resource: string, more: KnownKeys, isSelf: boolean) => {
    const { effect, by, reasons } = evaluateIdentity(holder.policies, {
      action,
      resource,
      context: contextOfHolder(
        holder,
        more,
        isOfAnotherService(action),
        isSelf ? resource : undefined,
      ),
    });
    if (effect === 'allowed') return { action, reach: 'any', by } as const;
    return effect === 'unknown'
      ? ({ action, reach: 'open', reasons } as const)
      : ({ action, reach: 'none' } as const);
  };
  for (const more of keys) {
    for (const resource of everywhere) {
      found = better(found, ask(resource, more, false));
      if (found.reach === 'any') return found;
    }
    if (isEnoughOnSelf) {
      const self = holder.isAnonymous
        ? resourceOf(action, place, `${ANY_NAME}-self`)
        : holder.policies.arn;
      found = better(found, ask(self, more, true));
      if (found.reach === 'any') return found;
    }
  }
  for (const more of keys) {
    const limited = instances(false)
      .map(({ pattern, arn }) => ({ pattern, held: ask(arn, more, false) }))
      .filter(({ held }) => held.reach === 'any');
    if (limited.length === 0) continue;
    const [{ held }] = limited;
    const resources = [...new Set(limited.map(({ pattern }) => pattern))];
    found = better(found, { ...held, reach: 'some', resources });
  }
  return found;
}

/**
 * The resources of all Allow statements that speak of the action; `undefined` when there is none, so that most actions
 * cost next to nothing. What was not read may allow anything.
 */
function allowedResources(
  action: string,
  { identity, unread }: PrincipalPolicies,
): string[] | undefined {
  const lower = action.toLowerCase();
  const [service] = lower.split(':', 1);
  let speaks = unread.length > 0;
  const resources: string[] = [];
  for (const { document } of identity) {
    const prepared = preparePolicy(document);
    if (prepared.status === 'malformed') {
      speaks = true;
      continue;
    }
    for (const { source, coversAction } of prepared.statementsFor(service)) {
      if (source.effect !== 'Allow' || !coversAction(lower)) continue;
      speaks = true;
      resources.push(...(source.resources ?? []));
    }
  }
  return speaks ? resources : undefined;
}

function contextOfHolder(
  { policies, isAnonymous }: Holder,
  more: KnownKeys,
  isAbsent: (lowerCaseKey: string) => boolean,
  self: string | undefined,
): RequestContext {
  if (!isAnonymous) return contextOfPrincipal(policies, more, isAbsent);
  const name = `${ANY_NAME}-self`;
  if (!self) {
    // Whoever it is, it is not the one that is asked about. A condition on the name stays open.
    const isNamed = hasConditionOn('aws:username', policies);
    return contextOf(
      { ...(!isNamed && { 'aws:username': name }), ...more },
      isAbsent,
    );
  }
  return contextOf(
    {
      'aws:PrincipalArn': self,
      'aws:username': self.includes(':user/') ? name : 'absent',
      ...more,
    },
    isAbsent,
  );
}

/** Keys that credentials bring along wherever they were issued, whatever is called with them. */
const ofCredentials =
  /^(ec2:(sourceinstancearn|roledelivery)|lambda:|glue:|codebuild:|identitystore:|signin:|sts:|saml:)/;

/** `ec2:InstanceType` comes with requests to EC2, never with `iam:PassRole`. */
function isOfAnotherService(action: string) {
  const [service] = action.split(':', 1);
  return (lowerCaseKey: string) =>
    /^[a-z0-9-]+:/.test(lowerCaseKey) &&
    !lowerCaseKey.startsWith('aws:') &&
    !lowerCaseKey.startsWith(`${service}:`) &&
    !ofCredentials.test(lowerCaseKey);
}

function hasConditionOn(
  lowerCaseKey: string,
  { identity, boundary }: PrincipalPolicies,
): boolean {
  return [...identity, ...(boundary ? [boundary] : [])].some(({ document }) => {
    const prepared = preparePolicy(document);
    return (
      prepared.status === 'parsed' &&
      prepared.statements.some(({ conditions }) =>
        conditions.some(({ key }) => key === lowerCaseKey),
      )
    );
  });
}
