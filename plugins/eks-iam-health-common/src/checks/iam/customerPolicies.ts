import { isServiceLinkedRole } from '../../arn';
import { preparePolicy } from '../../iam/preparePolicy';
import { IamGroup, IamPolicy, IamRole, IamUser } from '../../model';

/** A policy that somebody of the account wrote: a managed one, or one inside a role, user or group. */
export interface WrittenPolicy {
  /** the policy's ARN, or its holder's and its name */
  subject: string;
  /** the ARN of the managed policy, or of what the inline policy is in */
  holder: string;
  inlineName?: string;
  document: unknown;
  /** nobody can say what the document means */
  isUnreadable: boolean;
}

/** All policies that the account wrote itself; AWS answers for its own. */
export function customerPolicies(sections: {
  iamPolicies: IamPolicy[];
  iamRoles: IamRole[];
  iamUsers: IamUser[];
  iamGroups: IamGroup[];
}): WrittenPolicy[] {
  const { iamPolicies, iamRoles, iamUsers, iamGroups } = sections;
  const managed = iamPolicies
    .filter(({ arn }) => !arn.includes(':iam::aws:'))
    .map(({ arn, document }) => written(arn, document));
  const holders = [...iamRoles, ...iamUsers, ...iamGroups].filter(
    ({ arn }) => !isServiceLinkedRole(arn),
  );
  return [
    ...managed,
    ...holders.flatMap(({ arn, inlinePolicies }) =>
      inlinePolicies.map(({ name, document }) => written(arn, document, name)),
    ),
  ];
}

function written(
  holder: string,
  document: unknown,
  inlineName?: string,
): WrittenPolicy {
  return {
    subject: inlineName === undefined ? holder : `${holder}/${inlineName}`,
    holder,
    inlineName,
    document,
    isUnreadable: preparePolicy(document).status === 'malformed',
  };
}
