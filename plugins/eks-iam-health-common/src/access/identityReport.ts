import { Derived, SectionName } from '../model';
import { authenticatedGroupsOf, rbacOf } from '../rbac';
import { Arrival, arrivalOf } from './arrival';
import { principalsIn } from './principals';
import { Grant, grantsOf, isClusterAdminGrant } from './rights';

/** All that the cluster knows of an IAM identity: the answer to `identity ARN`. @public */
export interface IdentityReport extends Arrival {
  /** with the groups that the API server adds; absent where it does not arrive */
  kubernetes?: { username: string; groups: string[] };
  /** what gives it rights, by RBAC and access policies; what everybody has by `system:authenticated` included */
  grants: Grant[];
  isClusterAdmin: boolean;
  /** what was not read; it may have more rights, or another mapping */
  unread: SectionName[];
}

/** How an ARN gets in, as whom, and what it holds then. @public */
export function identityReport(arn: string, derived: Derived): IdentityReport {
  const arrival = arrivalOf(arn, derived);
  const { principal } = arrival;
  const unread = [...principalsIn(derived).unread, ...rbacOf(derived).unread];
  if (!principal)
    return { ...arrival, grants: [], isClusterAdmin: false, unread };
  const groups = authenticatedGroupsOf(principal);
  const grants = grantsOf({ ...principal, groups }, derived);
  return {
    ...arrival,
    kubernetes: { username: principal.username, groups },
    grants,
    isClusterAdmin: grants.some(isClusterAdminGrant),
    unread,
  };
}
