import {
  AllowStatement,
  evaluateIdentity,
  IamRequest,
  PrincipalPolicies,
  toPolicyDocument,
} from '../../iam';
import { Repair } from '../../model';
import { isPermissionSetRole } from './accountPrincipals';

/**
 * Lets a principal do something by an inline policy of its own. Asked again with it, the policies must allow all
 * requests; where they would not (a boundary, a Deny), and for roles of permission sets, there are words instead.
 */
export function allowRepair(
  principal: PrincipalPolicies,
  statements: AllowStatement[],
  requests: IamRequest[],
  title: string,
): Repair {
  const { kind, name, arn, identity } = principal;
  const document = toPolicyDocument(statements);
  const statementText = `Statement: ${statements
    .map(statement => JSON.stringify(statement))
    .join(', ')}`;
  if (isPermissionSetRole(arn)) {
    return {
      title: `${title} Add it to the permission set in IAM Identity Center, not to the role.`,
      class: 'advice',
      actions: [],
      needs: [
        'sso:PutInlinePolicyToPermissionSet',
        'sso:ProvisionPermissionSet',
      ],
      cautions: [
        statementText,
        'Identity Center overwrites changes of the role.',
      ],
    };
  }
  const policyName = freeName(principal, statements[0].Sid);
  const changed: PrincipalPolicies = {
    ...principal,
    identity: [...identity, { name: policyName, document }],
  };
  const helps = requests.every(
    request => evaluateIdentity(changed, request).effect === 'allowed',
  );
  if (!helps) {
    return {
      title: `${title} An Allow alone does not help here: a Deny or the permissions boundary has to change first.`,
      class: 'advice',
      actions: [],
      needs: [],
      cautions: [statementText],
    };
  }
  return {
    title,
    class: 'review',
    actions: [
      {
        kind: 'put-role-policy',
        principal: { kind, name },
        policyName,
        document,
      },
    ],
    needs: [kind === 'role' ? 'iam:PutRolePolicy' : 'iam:PutUserPolicy'],
    cautions: [`Everybody who uses the ${kind} gets the right.`],
  };
}

/** Putting an inline policy replaces one of the same name, so the name has to be free. */
function freeName({ identity }: PrincipalPolicies, wanted: string): string {
  const isTaken = (name: string) =>
    identity.some(policy => !policy.arn && policy.name === name);
  let name = wanted;
  for (let i = 2; isTaken(name); i++) name = `${wanted}${i}`;
  return name;
}
