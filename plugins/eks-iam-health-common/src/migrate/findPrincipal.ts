import { accountOf, parseArn, principalKind, shortArn } from '../arn';
import { iamIndexOf } from '../iam';
import { Cluster, ClusterSnapshot, IamRole, isRead } from '../model';
import { MigrationBlocker } from './model';

/** The principal behind the ARN of a line, with its path as IAM has it. */
export type FoundPrincipal =
  | { status: 'found'; arn: string; role?: IamRole }
  | { status: 'missing' }
  /** what the ARN would be, if it has no path, and why that is not certain */
  | { status: 'unsure'; arn: string; blocker: MigrationBlocker };

/** A line names a role without its path; an access entry wants the whole ARN. */
export function findPrincipal(
  arn: string,
  cluster: Cluster,
  snapshot: ClusterSnapshot,
): FoundPrincipal {
  const isUser = principalKind(arn) === 'user';
  const name = `\`${shortArn(arn, cluster.accountId)}\``;
  if (accountOf(arn) !== cluster.accountId) {
    return {
      status: 'unsure',
      arn,
      blocker: {
        code: 'foreign-principal',
        message: `${name} belongs to another account: whether it exists there${
          isUser ? '' : ', and under which path,'
        } has to be asked for`,
      },
    };
  }
  const { iamRoles, iamUsers } = snapshot.sections;
  if (!(isUser ? isRead(iamUsers) : isRead(iamRoles))) {
    return {
      status: 'unsure',
      arn,
      blocker: {
        code: 'principal-unread',
        message: `whether ${name} exists${
          isUser ? '' : ' and has a path'
        } is not known, as IAM was not read`,
      },
    };
  }
  const resource = parseArn(arn)?.resource ?? '';
  const key = resource.slice(resource.lastIndexOf('/') + 1).toLowerCase();
  const index = iamIndexOf(snapshot);
  if (isUser) {
    const user = index.usersByName.get(key);
    // A user arrives with its path, so that another path is another user.
    return user && user.arn.toLowerCase() === arn.toLowerCase()
      ? { status: 'found', arn: user.arn }
      : { status: 'missing' };
  }
  const role = index.rolesByName.get(key);
  return role
    ? { status: 'found', arn: role.arn, role }
    : { status: 'missing' };
}
