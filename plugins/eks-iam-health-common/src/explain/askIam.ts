import { accountOf, parseArn } from '../arn';
import { evaluateIdentity, IamDecision } from '../iam/evaluateIdentity';
import {
  policiesOf,
  AppliedPolicy,
  PrincipalPolicies,
} from '../iam/policiesOf';
import { preparePolicy } from '../iam/preparePolicy';
import { RequestContext } from '../iam/context';
import { contextOfPrincipal, contextOnCluster } from '../iam/requestContext';
import { Evidence, isRead } from '../model';
import { isRegion } from './clusterMentioned';
import { Ground } from './ground';

/** A statement that speaks of the action and still does not allow it. */
export interface NearStatement {
  policy: AppliedPolicy;
  /** number or Sid, as people find it */
  name: string;
  index: number;
  actions: string[];
  resources: string[];
  /** `resource`: it names others; `condition`: a condition does not hold */
  misses: 'resource' | 'condition';
  conditions: string[];
  evidence: Evidence;
}

/** What the account's policies say about the call that was refused. */
export type IamAsked =
  | { status: 'unknown'; why: string; isAbsent: boolean }
  | {
      status: 'asked';
      policies: PrincipalPolicies;
      decision: IamDecision;
      /** the resource that was asked for; the snapshot's cluster where the text has a placeholder; absent: not told */
      resource?: string;
      near: NearStatement[];
    };

export const iamSections = [
  'iamRoles',
  'iamUsers',
  'iamGroups',
  'iamPolicies',
] as const;

/** Whether an ARN is a sample's: `arn:aws:eks:region:...`. */
export function isSampleArn(text: string): boolean {
  const arn = parseArn(text);
  return (
    arn !== undefined &&
    ((arn.region !== '' && arn.region !== '*' && !isRegion(arn.region)) ||
      (arn.accountId !== '' &&
        arn.accountId !== 'aws' &&
        !/^\d{12}$/.test(arn.accountId)))
  );
}

/** Asks the policies of the one who was refused. Call it only when `iamSections` were read. */
export function askIam(
  ground: Ground,
  request: { principal: string; action: string; resource?: string },
  makeContext?: (policies: PrincipalPolicies) => RequestContext,
): IamAsked {
  const { snapshot } = ground;
  if (!snapshot) {
    return { status: 'unknown', why: 'no snapshot was asked', isAbsent: false };
  }
  const policies = policiesOf(request.principal, snapshot);
  if (policies.status !== 'read') {
    return {
      status: 'unknown',
      why: policies.reason,
      isAbsent: policies.status === 'absent',
    };
  }
  const { action } = request;
  const resource = resourceOf(ground, request.resource);
  if (resource === undefined) {
    return {
      status: 'asked',
      policies,
      decision: decideWithoutResource(policies, action),
      near: [],
    };
  }
  const { cluster } = snapshot.sections;
  const context =
    makeContext?.(policies) ??
    (isRead(cluster) && cluster.value.arn === resource
      ? contextOnCluster(policies, cluster.value)
      : contextOfPrincipal(policies, {
          'aws:ResourceAccount':
            accountOf(resource) ?? accountOf(policies.arn) ?? 'absent',
        }));
  return {
    status: 'asked',
    policies,
    resource,
    decision: evaluateIdentity(policies, { action, resource, context }),
    near: policies.identity.flatMap(policy =>
      nearStatements(policy, action.toLowerCase(), resource, context),
    ),
  };
}

function resourceOf(ground: Ground, said?: string): string | undefined {
  if (!said || !isSampleArn(said)) return said;
  const own = ground.snapshot?.arn;
  if (!own || parseArn(said)?.service !== 'eks') return undefined;
  ground.note(
    `the resource in the text is a sample; \`${ground.clusterName}\` was asked for instead`,
    true,
  );
  return own;
}

/** Without a resource only one thing is certain: that no statement speaks of the action at all. */
function decideWithoutResource(
  { identity, boundary, unread }: PrincipalPolicies,
  action: string,
): IamDecision {
  const layer = 'identity';
  const mayMatch = [...identity, ...(boundary ? [boundary] : [])].some(
    ({ document }) => {
      const prepared = preparePolicy(document);
      return (
        prepared.status === 'malformed' ||
        prepared.statements.some(s => s.coversAction(action.toLowerCase()))
      );
    },
  );
  return mayMatch || unread.length > 0
    ? {
        effect: 'unknown',
        layer,
        reasons: ['the error does not name the resource'],
      }
    : { effect: 'implicitDeny', layer, reasons: [] };
}

function nearStatements(
  policy: AppliedPolicy,
  action: string,
  resource: string,
  context: RequestContext,
): NearStatement[] {
  const prepared = preparePolicy(policy.document);
  if (prepared.status === 'malformed') return [];
  return prepared.statements.flatMap(statement => {
    const { source } = statement;
    // A statement of everything but a few actions is not what somebody wrote for this one.
    if (source.effect !== 'Allow' || !source.actions) return [];
    if (!statement.coversAction(action)) return [];
    const covers = statement.coversResource(resource, context);
    const holds = statement.conditionsHold(context);
    if (covers === 'unknown' || (covers === 'yes' && holds !== 'no')) return [];
    const misses = covers === 'no' ? 'resource' : 'condition';
    const resources = source.resources ?? [];
    const conditions = source.conditions.map(
      ({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`,
    );
    const name = source.sid ?? `${source.index + 1}`;
    return [
      {
        policy,
        name,
        index: source.index,
        actions: source.actions,
        resources,
        misses,
        conditions,
        evidence: {
          fact: `Statement ${name} of policy ${policy.name}`,
          value:
            misses === 'resource'
              ? `resource is ${resources.join(', ') || 'all but some'}`
              : `only if ${conditions.join(' and ')}`,
          readFrom: policy.arn ?? `${whereInline(policy)}, ${policy.name}`,
        },
      } satisfies NearStatement,
    ];
  });
}

function whereInline({ groupName }: AppliedPolicy): string {
  return groupName ? `inline policy of group ${groupName}` : 'inline policy';
}
