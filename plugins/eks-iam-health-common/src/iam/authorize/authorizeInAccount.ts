import { accountOf, principalKind } from '../../arn';
import {
  ClusterSnapshot,
  isRead,
  NamedPolicyDocument,
  Observed,
} from '../../model';
import { findRole, policiesOf, PrincipalPolicies } from '../policiesOf';
import { contextOfPrincipal, KnownKeys } from '../requestContext';
import { AccessDecision, authorize } from './authorize';
import { PolicyLayers } from './policyLayers';
import { mustBeAllowedByResource } from './serviceRules';

/** What a principal of the account wants to do. @public */
export interface AccountRequest {
  /** a role, a session of one, or a user */
  principal: string;
  action: string;
  resource: string;
  /** where the ARN does not tell the owner of the resource */
  resourceAccountId?: string;
  /** condition keys that are known; all others may be there or not */
  context?: KnownKeys;
}

/** A decision by what a snapshot holds, and what it does not hold. @public */
export interface AccountDecision extends AccessDecision {
  /** kinds of policies that nobody has looked at: `Allowed` means allowed by what is visible */
  unseen: string[];
}

/** A document that exists and was not read: it may allow, and it may deny. */
const unread = undefined;

/**
 * Decides a request by the policies of the account: those of the principal, its boundary, the organization's where they
 * were read, and the trust policy of a role that is to be assumed. A policy that exists and was not read leaves the answer
 * open wherever it matters.
 *
 * @public
 */
export function authorizeInAccount(
  request: AccountRequest,
  snapshot: ClusterSnapshot,
): AccountDecision {
  const policies = policiesOf(request.principal, snapshot);
  if (policies.status !== 'read') {
    return {
      decision: 'Unknown',
      because: [{ layer: 'identity', why: policies.reason }],
      unseen: [],
    };
  }
  const home = accountOf(policies.arn);
  const owner =
    request.resourceAccountId ?? accountOf(request.resource) ?? home;
  const organization = organizationOf(snapshot, home);
  const context = {
    ...(owner === undefined ? {} : { 'aws:ResourceAccount': owner }),
    ...request.context,
  };
  const isSession = principalKind(request.principal) === 'assumed-role';
  const decision = authorize(
    {
      principal: isSession ? request.principal : policies.arn,
      action: request.action,
      resource: { arn: request.resource, accountId: owner },
      context: contextOfPrincipal(policies, context),
    },
    {
      ...ownLayers(policies),
      ...resourceLayer(request, snapshot, owner !== home),
      serviceControlPolicies: organization.serviceControl,
      resourceControlPolicies:
        owner === home ? organization.resourceControl : undefined,
    },
  );
  return {
    ...decision,
    unseen: [
      ...organization.unseen,
      'session policies',
      'VPC endpoint policies',
    ],
  };
}

function ownLayers(policies: PrincipalPolicies): PolicyLayers {
  const { identity, boundary, unreadBoundary } = policies;
  const documents = identity.map(({ document }) => document);
  return {
    identityPolicies: [...documents, ...policies.unread.map(() => unread)],
    permissionBoundaries:
      boundary || unreadBoundary ? [boundary?.document ?? unread] : [],
  };
}

/** A role brings its trust policy; of other resources a policy is not read, and where it must allow, that leaves it open. */
function resourceLayer(
  { action, resource }: AccountRequest,
  snapshot: ClusterSnapshot,
  isElsewhere: boolean,
): PolicyLayers {
  const mustAllow = mustBeAllowedByResource(action.toLowerCase(), resource);
  if (!mustAllow && !isElsewhere) return {};
  const role = isElsewhere ? undefined : findRole(resource, snapshot);
  return { resourcePolicy: role?.trustPolicy ?? 'not read' };
}

interface OrganizationLayers {
  serviceControl?: unknown[][];
  resourceControl?: unknown[][];
  unseen: string[];
}

const valueOf = <T>(section: Observed<T>): T | undefined =>
  isRead(section) ? section.value : undefined;

function organizationOf(
  { sections }: ClusterSnapshot,
  account: string | undefined,
): OrganizationLayers {
  const organization = valueOf(sections.organization);
  const isManagement = organization?.managementAccountId === account;
  // An account of no organization is bound by no policies of one; neither is the management account.
  if (organization === null || (organization && isManagement)) {
    return { unseen: [] };
  }
  const bounds = valueOf(sections.organizationPolicies);
  if (!bounds) {
    return {
      unseen: ['service control policies', 'resource control policies'],
    };
  }
  const documents = (levels: NamedPolicyDocument[][]) =>
    levels.map(level => level.map(({ document }) => document));
  return {
    serviceControl: documents(bounds.serviceControl),
    resourceControl: documents(bounds.resourceControl),
    unseen: [],
  };
}
