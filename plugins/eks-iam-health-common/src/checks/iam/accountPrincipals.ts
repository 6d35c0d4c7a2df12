import { isServiceLinkedRole } from '../../arn';
import {
  AppliedPolicy,
  isAdministrator,
  policiesOf,
  PrincipalPolicies,
} from '../../iam';
import { preparePolicy, PreparedStatement } from '../../iam/preparePolicy';
import { IamRole, IamUser } from '../../model';
import { Derived } from '../derived';

export const READ_FROM_IAM = 'iam:GetAccountAuthorizationDetails';

interface Facts {
  iamRoles: IamRole[];
  iamUsers: IamUser[];
  derived: Derived;
}

/**
 * The roles and users of the account that are not administrators anyway. Service-linked roles are left out: AWS alone
 * writes their policies.
 */
export function ordinaryPrincipals(facts: Facts): PrincipalPolicies[] {
  const { iamRoles, iamUsers, derived } = facts;
  return derived.once('ordinaryPrincipals', snapshot =>
    [...iamRoles, ...iamUsers]
      .filter(({ arn }) => !isServiceLinkedRole(arn))
      .flatMap(({ arn }) => {
        const policies = policiesOf(arn, snapshot);
        return policies.status === 'read' && !isAdministrator(policies)
          ? [policies]
          : [];
      }),
  );
}

/** A statement of one of the policies of a principal. */
export interface HeldStatement {
  policy: AppliedPolicy;
  statement: PreparedStatement;
}

/** The Allow statements of a principal that speak of an action, given in lower case. */
export function allowsOf(
  principal: PrincipalPolicies,
  lowerCaseAction: string,
): HeldStatement[] {
  const [service] = lowerCaseAction.split(':', 1);
  return principal.identity.flatMap(policy => {
    const prepared = preparePolicy(policy.document);
    if (prepared.status === 'malformed') return [];
    return prepared
      .statementsFor(service)
      .filter(
        statement =>
          statement.source.effect === 'Allow' &&
          statement.coversAction(lowerCaseAction),
      )
      .map(statement => ({ policy, statement }));
  });
}

/** Where a statement stands, for people: `policy DevAccess, statement 2 (Sid)`. */
export function placeOf({ policy, statement: { source } }: HeldStatement) {
  const kind = policy.arn ? 'policy' : 'inline policy';
  const group = policy.groupName ? ` of group ${policy.groupName}` : '';
  const sid = source.sid ? ` (${source.sid})` : '';
  return `${kind} ${policy.name}${group}, statement ${source.index}${sid}`;
}

/** Documents that apply but cannot be looked into; what they say is open. */
export function unreadOf({ identity, unread }: PrincipalPolicies): string[] {
  const malformed = identity
    .filter(({ document }) => preparePolicy(document).status === 'malformed')
    .map(({ name }) => name);
  return [...unread, ...malformed];
}

/** A role that Identity Center makes of a permission set, and overwrites. */
export function isPermissionSetRole(arn: string): boolean {
  return arn.includes(':role/aws-reserved/sso.amazonaws.com/');
}
