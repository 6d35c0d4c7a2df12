import { accountOf, parseArn } from '../../arn';
import { parseOperator } from '../operators';
import { PrincipalPolicies } from '../policiesOf';
import { preparePolicy } from '../preparePolicy';
import { KnownKeys } from '../requestContext';
import { askAction, HeldAction, Holder } from './askAction';
import { escalationPaths } from './catalogue';
import { EscalationPath } from './EscalationPath';
import { mayConcern } from './mayConcern';
import { Place } from './resourceOf';

/** A path that somebody's permissions open. @public */
export interface FoundEscalation {
  path: EscalationPath;
  /**
   * `allowed`: all actions, on any resource; `limited`: all actions, but some on named resources only, so that it hangs on
   * them how far it leads; `undecided`: on a condition, or on a policy that was not read
   */
  verdict: 'allowed' | 'limited' | 'undecided';
  /** the actions of the path in their order, each with the statement that gives it */
  held: HeldAction[];
}

/** Whose permissions, and where. @public */
export interface EscalationOptions {
  /** the policies are nobody's in particular: what a request would tell of its caller is not known */
  isAnonymous?: boolean;
  paths?: readonly EscalationPath[];
  region?: string;
}

const adminPolicy = (partition: string) =>
  `arn:${partition}:iam::aws:policy/AdministratorAccess`;

/**
 * The paths that policies open wholly, or may open. Explicit denies, the permissions boundary and conditions count; a
 * condition that the caller can fulfil by choice (the Region, the policy to attach, the service that gets the role) is
 * fulfilled. Organization policies are not seen here.
 *
 * @public
 */
export function findEscalations(
  policies: PrincipalPolicies,
  options: EscalationOptions = {},
): FoundEscalation[] {
  const {
    isAnonymous = false,
    paths = escalationPaths,
    region = 'us-east-1',
  } = options;
  const concerned = new Map<string, boolean>();
  const concerns = (action: string) => {
    const service = action.slice(0, action.indexOf(':'));
    let answer = concerned.get(service);
    if (answer === undefined) {
      answer = mayConcern(service, policies);
      concerned.set(service, answer);
    }
    return answer;
  };
  const near = paths.filter(({ actions }) => actions.every(concerns));
  if (near.length === 0) return [];
  const { partition = 'aws' } = parseArn(policies.arn) ?? {};
  const accountId = accountOf(policies.arn) ?? '123456789012';
  const place: Place = { partition, region, accountId };
  const holder: Holder = { policies, place, isAnonymous };
  const regions = regionsIn(policies, region);
  const asked = new Map<string, HeldAction>();
  return near.flatMap(path => {
    const held: HeldAction[] = [];
    for (const action of path.actions) {
      const isEnoughOnSelf = path.onSelf?.includes(action) ?? false;
      const services = action === 'iam:PassRole' ? path.passedTo ?? [] : [];
      const key = [action, isEnoughOnSelf, ...services].join(' ');
      let answer = asked.get(key);
      if (!answer) {
        const keys = chosenKeys(action, services, regions, place);
        answer = askAction(action, holder, keys, isEnoughOnSelf);
        asked.set(key, answer);
      }
      if (answer.reach === 'none') return [];
      held.push(answer);
    }
    return [{ path, verdict: verdictOf(held), held }];
  });
}

function verdictOf(held: readonly HeldAction[]): FoundEscalation['verdict'] {
  if (held.some(({ reach }) => reach === 'open')) return 'undecided';
  return held.some(({ reach }) => reach === 'some') ? 'limited' : 'allowed';
}

/** The keys of a request whose values are the caller's choice. */
function chosenKeys(
  action: string,
  services: readonly string[],
  regions: readonly string[],
  { partition, accountId }: Place,
): KnownKeys[] {
  const base: KnownKeys = {
    'aws:SecureTransport': 'true',
    'aws:ResourceAccount': accountId,
    ...(/^iam:Attach/.test(action) && {
      'iam:PolicyARN': adminPolicy(partition),
    }),
    ...(action.startsWith('eks:') && eksKeys(action, partition)),
  };
  return regions.flatMap(region => {
    const here = { ...base, 'aws:RequestedRegion': region };
    return services.length === 0
      ? [here]
      : services.map(service => ({ ...here, 'iam:PassedToService': service }));
  });
}

/** What somebody would write who wants to be administrator of the cluster. */
function eksKeys(action: string, partition: string): KnownKeys {
  switch (action) {
    case 'eks:AssociateAccessPolicy':
      return {
        'eks:policyArn': `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        'eks:accessScope': 'cluster',
        'eks:namespaces': 'absent',
      };
    case 'eks:CreateAccessEntry':
      return {
        'eks:accessEntryType': 'STANDARD',
        'eks:policyArn': 'absent',
        'eks:accessScope': 'absent',
        'eks:namespaces': 'absent',
      };
    case 'eks:UpdateClusterConfig':
      return { 'eks:authenticationMode': 'API_AND_CONFIG_MAP' };
    default:
      return {};
  }
}

/** The Regions that the policies speak of, without patterns: one of them may be the only one allowed. */
function regionsIn(
  { identity, boundary }: PrincipalPolicies,
  region: string,
): string[] {
  const found = [...identity, ...(boundary ? [boundary] : [])].flatMap(
    ({ document }) => {
      const prepared = preparePolicy(document);
      if (prepared.status === 'malformed') return [];
      return prepared.statements.flatMap(({ conditions }) =>
        conditions
          .filter(
            ({ key, source: { operator } }) =>
              key === 'aws:requestedregion' &&
              parseOperator(operator).operator !== undefined,
          )
          .flatMap(({ source: { values } }) => values),
      );
    },
  );
  const named = found
    .map(value => value.replace(/\*/g, 'west-1'))
    .filter(value => /^[a-z0-9-]+$/.test(value));
  return [...new Set([region, ...named])];
}
