import { Role, User } from '../../estate/World';
import { toDocument, toTagList } from '../xml';

/** A user as GetUser and ListUsers show it. */
export function toUser(user: User) {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    Tags: toTagList(user.tags),
    PermissionsBoundary: toBoundary(user.boundaryArn),
  };
}

/** A role as GetRole and ListRoles show it. */
export function toRole(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: toDocument(role.trust),
    MaxSessionDuration: 3600,
    Tags: toTagList(role.tags),
    PermissionsBoundary: toBoundary(role.boundaryArn),
  };
}

/** The boundary of a principal, where it has one. */
export function toBoundary(arn: string | undefined) {
  return arn
    ? { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn }
    : undefined;
}
