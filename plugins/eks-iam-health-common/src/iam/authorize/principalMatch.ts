import { accountOf, principalKind, roleNameOf } from '../../arn';
import { PolicyPrincipals, PolicyStatement } from '../parsePolicy';
import { wholeAccount } from '../trustPolicy';
import { AccountPrincipal, RequestPrincipal } from './requestPrincipal';

/**
 * How a statement means the one who asks: by its own name, together with everyone, through the role or user behind a
 * session, through its account, or not at all. `unknown`: it depends on what the ARN of the principal does not tell.
 */
export type PrincipalMatch =
  | 'named'
  | 'everyone'
  | 'behind'
  | 'account'
  | 'no'
  | 'unknown';

const isRole = (arn: string) =>
  principalKind(arn) === 'role' || principalKind(arn) === 'service-role';

interface Circumstances {
  /** the principal has a permissions boundary */
  hasBoundary: boolean;
}

/**
 * How the `Principal` or `NotPrincipal` of a statement means the one who asks. A statement with neither means nobody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalMatch(
  { effect, principals, notPrincipals }: PolicyStatement,
  principal: RequestPrincipal,
  { hasBoundary }: Circumstances,
): PrincipalMatch {
  if (principals) return listed(principals, principal);
  if (!notPrincipals) return 'no';
  // "... will always deny any IAM principal that has a permissions boundary attached, regardless of the values":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (effect === 'Deny' && hasBoundary && 'arn' in principal) {
    return 'everyone';
  }
  return notListed(notPrincipals, principal, effect);
}

function listed(
  principals: PolicyPrincipals,
  principal: RequestPrincipal,
): PrincipalMatch {
  const { everyone, aws, service, federated, canonicalUser } = principals;
  if (!('arn' in principal)) {
    if (
      principal.kind !== 'anonymous' &&
      [...service, ...federated, ...canonicalUser].includes(principal.name)
    ) {
      return 'named';
    }
    return everyone ? 'everyone' : 'no';
  }
  if (aws.includes(principal.arn)) return 'named';
  if (aws.some(arn => isBehind(arn, principal))) return 'behind';
  if (everyone) return 'everyone';
  if (aws.some(arn => wholeAccount(arn) === principal.accountId)) {
    return principal.kind === 'root' ? 'named' : 'account';
  }
  return aws.some(arn => mayMean(arn, principal)) ? 'unknown' : 'no';
}

/** The role of a session, whose path the ARN of the session does not tell. */
function isBehind(arn: string, principal: AccountPrincipal): boolean {
  return (
    principal.kind === 'roleSession' &&
    isRole(arn) &&
    accountOf(arn) === principal.accountId &&
    roleNameOf(arn) === principal.roleName
  );
}

/**
 * One session of the role that asks: which of its sessions does is not said. And the user behind a federated session,
 * whose name need not be that of the user.
 */
function mayMean(arn: string, principal: AccountPrincipal): boolean {
  if (accountOf(arn) !== principal.accountId) return false;
  const kind = principalKind(arn);
  return principal.kind === 'role'
    ? kind === 'assumed-role' && roleNameOf(arn) === principal.roleName
    : principal.kind === 'federatedSession' && kind === 'user';
}

/**
 * Whoever is listed is left out. AWS looks at the account, the role and the session one after the other, so a Deny spares
 * for certain only those whose names are all listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function notListed(
  principals: PolicyPrincipals,
  principal: RequestPrincipal,
  effect: PolicyStatement['effect'],
): PrincipalMatch {
  const match = listed(principals, principal);
  if (match === 'no') return 'everyone';
  if (match === 'everyone' || !('arn' in principal)) return 'no';
  if (effect === 'Allow') return match === 'unknown' ? 'unknown' : 'no';
  return isWhollyListed(principals, principal) ? 'no' : 'unknown';
}

function isWhollyListed(
  { aws }: PolicyPrincipals,
  principal: AccountPrincipal,
): boolean {
  return (
    aws.includes(principal.arn) &&
    aws.some(arn => wholeAccount(arn) === principal.accountId) &&
    (principal.kind !== 'roleSession' ||
      aws.some(arn => isBehind(arn, principal)))
  );
}
