import { MappedPrincipal, principalsIn } from '../../access';
import { accountOf, principalKind } from '../../arn';
import {
  findRole,
  policiesOf,
  PrincipalPolicies,
  UnknownPolicies,
} from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';
import { Cluster } from '../../model';
import { Derived } from '../derived';
import { isPermissionSetRole } from './accountPrincipals';

/** A role or user of the account that the cluster maps, with its policies. */
export interface MappedIdentity {
  mapped: MappedPrincipal;
  policies: PrincipalPolicies | UnknownPolicies;
}

/**
 * The roles and users of the cluster's account that get in and are neither nodes nor AWS's own. Principals of other
 * accounts cannot call EKS here anyway: clusters have no resource policy.
 */
export function mappedIdentities(
  cluster: Cluster,
  derived: Derived,
): MappedIdentity[] {
  return derived.once('mappedIdentities', snapshot => {
    const found = new Map<string, MappedIdentity>();
    for (const mapped of principalsIn(derived).all) {
      const { arn, state, isNode, isService } = mapped;
      const kind = principalKind(arn);
      const counts =
        (state === 'live' || state === 'unknown') &&
        !isNode &&
        !isService &&
        (kind === 'role' || kind === 'user') &&
        accountOf(arn) === cluster.accountId;
      if (!counts) continue;
      const policies = policiesOf(arn, snapshot);
      // A principal that does not exist is the business of another check.
      if (policies.status === 'absent' || found.has(policies.arn)) continue;
      found.set(policies.arn, { mapped, policies });
    }
    return [...found.values()];
  });
}

/** Users, roles of permission sets, and roles that other principals or a SAML provider may assume: people use those. */
export function isForPeople(
  { policies }: MappedIdentity,
  derived: Derived,
): boolean {
  if (policies.status !== 'read') return true;
  if (policies.kind === 'user' || isPermissionSetRole(policies.arn))
    return true;
  const role = findRole(policies.arn, derived.snapshot);
  const trust = role && preparePolicy(role.trustPolicy);
  return (
    trust?.status === 'parsed' &&
    trust.statements.some(
      ({ source: { effect, principals, conditions } }) =>
        effect === 'Allow' &&
        principals !== undefined &&
        // the console cannot pass an external id when it switches roles: what asks for one is a machine
        !conditions.some(({ key }) => key.toLowerCase() === 'sts:externalid') &&
        (principals.everyone ||
          principals.aws.length > 0 ||
          principals.federated.some(arn => arn.includes(':saml-provider/'))),
    )
  );
}
