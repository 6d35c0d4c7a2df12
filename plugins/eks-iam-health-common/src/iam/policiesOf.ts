import { accountOf, parseArn, principalKind, roleNameOf } from '../arn';
import {
  ClusterSnapshot,
  IamGroup,
  IamPolicy,
  IamRole,
  IamUser,
  isRead,
  NamedPolicyDocument,
} from '../model';

/** One policy that takes part in a decision, and how it got there. @public */
export interface AppliedPolicy {
  name: string;
  /** absent: an inline policy */
  arn?: string;
  /** the group it comes through */
  groupName?: string;
  document: unknown;
}

/** The policies of a role or user that is in the snapshot. @public */
export interface PrincipalPolicies {
  status: 'read';
  kind: 'role' | 'user';
  arn: string;
  name: string;
  /** tags of a role; users' tags are not read */
  tags?: Record<string, string>;
  identity: AppliedPolicy[];
  boundary?: AppliedPolicy;
  /** identity policies that apply but whose documents were not read: every answer that rests on them is open */
  unread: string[];
  /** ARN of the boundary, when its document was not read */
  unreadBoundary?: string;
}

/** Why nothing can be said of a principal's policies. @public */
export interface UnknownPolicies {
  /** `absent`: the account was read and has no such principal */
  status: 'absent' | 'unreadable';
  arn: string;
  reason: string;
  /** the AWS action that would tell */
  permission?: string;
}

/** The account's identities at hand. @public */
export interface IamIndex {
  roles: Map<string, IamRole>;
  rolesByName: Map<string, IamRole>;
  users: Map<string, IamUser>;
  usersByName: Map<string, IamUser>;
  groups: Map<string, IamGroup>;
  policies: Map<string, IamPolicy>;
  found: Map<string, PrincipalPolicies | UnknownPolicies>;
}

const indexes = new WeakMap<ClusterSnapshot, IamIndex>();

/** The account's identities by ARN and name, built once per snapshot. Names are unique whatever their case. @public */
export function iamIndexOf(snapshot: ClusterSnapshot): IamIndex {
  let index = indexes.get(snapshot);
  if (!index) {
    const { iamRoles, iamUsers, iamGroups, iamPolicies } = snapshot.sections;
    const roles = isRead(iamRoles) ? iamRoles.value : [];
    const users = isRead(iamUsers) ? iamUsers.value : [];
    const groups = isRead(iamGroups) ? iamGroups.value : [];
    const policies = isRead(iamPolicies) ? iamPolicies.value : [];
    index = {
      roles: new Map(roles.map(role => [role.arn, role])),
      rolesByName: new Map(roles.map(role => [role.name.toLowerCase(), role])),
      users: new Map(users.map(user => [user.arn, user])),
      usersByName: new Map(users.map(user => [user.name.toLowerCase(), user])),
      groups: new Map(groups.map(group => [group.name, group])),
      policies: new Map(policies.map(policy => [policy.arn, policy])),
      found: new Map(),
    };
    indexes.set(snapshot, index);
  }
  return index;
}

/**
 * The policies that decide what a principal may do: inline, attached, through groups, and the boundary. The principal
 * may be named by its ARN, by the ARN without path (as in aws-auth) or by a session of a role.
 *
 * @public
 */
export function policiesOf(
  principalArn: string,
  snapshot: ClusterSnapshot,
): PrincipalPolicies | UnknownPolicies {
  const { found } = iamIndexOf(snapshot);
  let policies = found.get(principalArn);
  if (!policies) {
    policies = findPolicies(principalArn, snapshot);
    found.set(principalArn, policies);
  }
  return policies;
}

/** The role an ARN means, path or not; `undefined` when it is not in what was read. @public */
export function findRole(
  arn: string,
  snapshot: ClusterSnapshot,
): IamRole | undefined {
  const index = iamIndexOf(snapshot);
  const exact = index.roles.get(arn);
  if (exact) return exact;
  const name = roleNameOf(arn);
  const role = name && index.rolesByName.get(name.toLowerCase());
  return role && accountOf(role.arn) === accountOf(arn) ? role : undefined;
}

/** The user an ARN means, path or not. @public */
export function findUser(
  arn: string,
  snapshot: ClusterSnapshot,
): IamUser | undefined {
  const index = iamIndexOf(snapshot);
  const exact = index.users.get(arn);
  if (exact) return exact;
  if (principalKind(arn) !== 'user') return undefined;
  const name = arn.split('/').pop() ?? '';
  const user = index.usersByName.get(name.toLowerCase());
  return user && accountOf(user.arn) === accountOf(arn) ? user : undefined;
}

function findPolicies(
  principalArn: string,
  snapshot: ClusterSnapshot,
): PrincipalPolicies | UnknownPolicies {
  const unknown = (
    status: UnknownPolicies['status'],
    reason: string,
    permission?: string,
  ): UnknownPolicies => ({ status, arn: principalArn, reason, permission });

  const homeAccount = parseArn(snapshot.arn)?.accountId;
  const account = accountOf(principalArn);
  if (!account)
    return unknown('unreadable', 'it is not the ARN of a principal');
  if (account !== homeAccount) {
    return unknown(
      'unreadable',
      `the policies of account ${account} are not read`,
    );
  }
  const kind = principalKind(principalArn);
  if (kind === 'user') return policiesOfUser(principalArn, snapshot, unknown);
  if (roleNameOf(principalArn) !== undefined) {
    return policiesOfRole(principalArn, snapshot, unknown);
  }
  return unknown('unreadable', `a principal of kind ${kind} has no policies`);
}

type Unknown = (
  status: UnknownPolicies['status'],
  reason: string,
  permission?: string,
) => UnknownPolicies;

function policiesOfRole(
  arn: string,
  snapshot: ClusterSnapshot,
  unknown: Unknown,
): PrincipalPolicies | UnknownPolicies {
  const { iamRoles } = snapshot.sections;
  if (!isRead(iamRoles)) {
    const { detail, permission } = iamRoles;
    return unknown('unreadable', detail, permission);
  }
  const role = findRole(arn, snapshot);
  if (!role) return unknown('absent', 'the account has no such role');
  return collect(role, 'role', [], snapshot, role.tags);
}

function policiesOfUser(
  arn: string,
  snapshot: ClusterSnapshot,
  unknown: Unknown,
): PrincipalPolicies | UnknownPolicies {
  const { iamUsers } = snapshot.sections;
  if (!isRead(iamUsers)) {
    const { detail, permission } = iamUsers;
    return unknown('unreadable', detail, permission);
  }
  const user = findUser(arn, snapshot);
  if (!user) return unknown('absent', 'the account has no such user');
  return collect(user, 'user', user.groupNames, snapshot);
}

function collect(
  holder: IamRole | IamUser,
  kind: 'role' | 'user',
  groupNames: string[],
  snapshot: ClusterSnapshot,
  tags?: Record<string, string>,
): PrincipalPolicies {
  const { policies, groups } = iamIndexOf(snapshot);
  const unread: string[] = [];
  const attached = (arns: string[], groupName?: string): AppliedPolicy[] =>
    arns.flatMap(arn => {
      const policy = policies.get(arn);
      if (!policy) unread.push(arn);
      const { name, document } = policy ?? {};
      return name === undefined ? [] : [{ name, arn, groupName, document }];
    });
  const inline = (
    documents: NamedPolicyDocument[],
    groupName?: string,
  ): AppliedPolicy[] =>
    documents.map(({ name, document }) => ({ name, groupName, document }));

  const identity = [
    ...inline(holder.inlinePolicies),
    ...attached(holder.attachedPolicyArns),
    ...groupNames.flatMap(name => {
      const group = groups.get(name);
      if (!group) {
        unread.push(`group ${name}`);
        return [];
      }
      return [
        ...inline(group.inlinePolicies, name),
        ...attached(group.attachedPolicyArns, name),
      ];
    }),
  ];
  const { permissionsBoundaryArn } = holder;
  const boundary = permissionsBoundaryArn
    ? policies.get(permissionsBoundaryArn)
    : undefined;
  return {
    status: 'read',
    kind,
    arn: holder.arn,
    name: holder.name,
    tags,
    identity,
    boundary,
    unread,
    unreadBoundary: boundary ? undefined : permissionsBoundaryArn,
  };
}
