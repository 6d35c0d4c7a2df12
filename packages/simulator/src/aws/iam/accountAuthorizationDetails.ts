import { uniqueId } from '../../estate/ids';
import { Account, InlinePolicy, Role, User } from '../../estate/World';
import type { QueryOperation } from '../query';
import { toDocument, toTagList, XmlValue } from '../xml';
import { iamPage } from './page';
import { toBoundary } from './shapes';

type Kind =
  | 'User'
  | 'Group'
  | 'Role'
  | 'LocalManagedPolicy'
  | 'AWSManagedPolicy';
type Item = { kind: Kind; detail: XmlValue };

/** GetAccountAuthorizationDetails: one list over users, groups, roles and policies, cut into pages wherever they end. */
export const accountAuthorizationDetails: QueryOperation = (
  call,
  parameters,
) => {
  call.authorize('*');
  const filter = [...parameters]
    .filter(([name]) => name.startsWith('Filter.member.'))
    .map(([, value]) => value);
  const all = itemsOf(call.caller.account).filter(
    item => filter.length === 0 || filter.includes(item.kind),
  );
  const { items, fields } = iamPage(all, parameters);
  const of = (...kinds: Kind[]) =>
    items.filter(item => kinds.includes(item.kind)).map(item => item.detail);
  return {
    UserDetailList: of('User'),
    GroupDetailList: of('Group'),
    RoleDetailList: of('Role'),
    Policies: of('LocalManagedPolicy', 'AWSManagedPolicy'),
    ...fields,
  };
};

function itemsOf(account: Account): Item[] {
  return [
    ...account.users.map(user => ({
      kind: 'User' as const,
      detail: userDetail(user, account),
    })),
    ...account.groups.map(group => ({
      kind: 'Group' as const,
      detail: {
        Path: '/',
        GroupName: group.name,
        GroupId: group.id,
        Arn: group.arn,
        CreateDate: group.createdAt,
        GroupPolicyList: group.inlinePolicies.map(toInline),
        AttachedManagedPolicies: attached(group.attachedPolicyArns),
      },
    })),
    ...account.roles.map(role => ({
      kind: 'Role' as const,
      detail: roleDetail(role, account),
    })),
    ...account.policies.map(policy => ({
      kind: policy.arn.includes(':iam::aws:')
        ? ('AWSManagedPolicy' as const)
        : ('LocalManagedPolicy' as const),
      detail: {
        PolicyName: policy.name,
        PolicyId: policy.id,
        Arn: policy.arn,
        Path: policy.path,
        DefaultVersionId: 'v1',
        AttachmentCount: attachments(account, policy.arn),
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate: policy.createdAt,
        UpdateDate: policy.createdAt,
        PolicyVersionList: [
          {
            Document: toDocument(policy.document),
            VersionId: 'v1',
            IsDefaultVersion: true,
            CreateDate: policy.createdAt,
          },
        ],
      },
    })),
  ];
}

function userDetail(user: User, account: Account): XmlValue {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    UserPolicyList: user.inlinePolicies.map(toInline),
    GroupList: user.groups.filter(name =>
      account.groups.some(group => group.name === name),
    ),
    AttachedManagedPolicies: attached(user.attachedPolicyArns),
    PermissionsBoundary: toBoundary(user.boundaryArn),
    Tags: toTagList(user.tags),
  };
}

function roleDetail(role: Role, account: Account): XmlValue {
  const profileArn = `arn:${account.partition}:iam::${account.id}:instance-profile${role.path}${role.name}`;
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: toDocument(role.trust),
    InstanceProfileList: role.instanceProfile
      ? [
          {
            Path: role.path,
            InstanceProfileName: role.name,
            InstanceProfileId: uniqueId('AIPA', profileArn),
            Arn: profileArn,
            CreateDate: role.createdAt,
            Roles: [
              {
                Path: role.path,
                RoleName: role.name,
                RoleId: role.id,
                Arn: role.arn,
                CreateDate: role.createdAt,
                AssumeRolePolicyDocument: toDocument(role.trust),
              },
            ],
          },
        ]
      : [],
    RolePolicyList: role.inlinePolicies.map(toInline),
    AttachedManagedPolicies: attached(role.attachedPolicyArns),
    PermissionsBoundary: toBoundary(role.boundaryArn),
    Tags: toTagList(role.tags),
  };
}

function toInline({ name, document }: InlinePolicy): XmlValue {
  return { PolicyName: name, PolicyDocument: toDocument(document) };
}

function attached(arns: string[]): XmlValue {
  return arns.map(arn => ({
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    PolicyArn: arn,
  }));
}

function attachments({ users, groups, roles }: Account, arn: string): number {
  return [...users, ...groups, ...roles].filter(p =>
    p.attachedPolicyArns.includes(arn),
  ).length;
}
