import {
  isAdministrator,
  parsePolicy,
  policiesOf,
  PolicyStatement,
} from '../iam';
import { ClusterSnapshot } from '../model';

/** A statement of a policy that gives or takes AWS actions. @public */
export interface AwsRight {
  effect: 'Allow' | 'Deny';
  policyName: string;
  /** absent: an inline policy */
  policyArn?: string;
  /** the group it comes through */
  groupName?: string;
  statement: PolicyStatement;
}

/** What the identity policies of a role or user say; a boundary may still take from it. @public */
export interface AwsRights {
  arn: string;
  isAdministrator: boolean;
  rights: AwsRight[];
  boundaryArn?: string;
  /** what could not be read or understood */
  unread: string[];
}

/** The statements that make up what a role or user may do in AWS. @public */
export function awsRightsOf(arn: string, snapshot: ClusterSnapshot): AwsRights {
  const policies = policiesOf(arn, snapshot);
  if (policies.status !== 'read') {
    return {
      arn,
      isAdministrator: false,
      rights: [],
      unread: [policies.reason],
    };
  }
  const { identity, boundary, unread, unreadBoundary } = policies;
  const malformed: string[] = [];
  const rights = identity.flatMap(
    ({ name, arn: policyArn, groupName, document }) => {
      const parsed = parsePolicy(document);
      if (parsed.status !== 'parsed') {
        malformed.push(name);
        return [];
      }
      return parsed.policy.statements.map(
        (statement): AwsRight => ({
          effect: statement.effect,
          policyName: name,
          ...(policyArn && { policyArn }),
          ...(groupName && { groupName }),
          statement,
        }),
      );
    },
  );
  const boundaryArn = boundary?.arn ?? unreadBoundary;
  return {
    arn,
    isAdministrator: isAdministrator(policies),
    rights,
    ...(boundaryArn && { boundaryArn }),
    unread: [...unread, ...malformed],
  };
}

/** A statement in one line: `Allow s3:GetObject on arn:aws:s3:::b/* (policy reader)`. @public */
export function describeAwsRight({
  effect,
  policyName,
  statement,
}: AwsRight): string {
  const { actions, notActions, resources, notResources, conditions } =
    statement;
  const what = actions
    ? actions.join(', ')
    : `everything but ${(notActions ?? []).join(', ')}`;
  const where = resources
    ? resources.join(', ')
    : `everything but ${(notResources ?? []).join(', ')}`;
  const when = conditions.length > 0 ? ', with conditions' : '';
  return `${effect} ${what} on ${where}${when} (policy ${policyName})`;
}
