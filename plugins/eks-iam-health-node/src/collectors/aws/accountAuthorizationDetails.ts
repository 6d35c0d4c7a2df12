import { IamPolicy } from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, time } from '../parseReply';

const attached = listOf(
  z.object({ PolicyArn: z.string() }).transform(policy => policy.PolicyArn),
);

const inline = listOf(
  z
    .object({ PolicyName: z.string(), PolicyDocument: z.unknown() })
    .transform(policy => ({
      name: policy.PolicyName,
      document: decodeDocument(policy.PolicyDocument),
    })),
);

const boundary = optional(
  z
    .object({ PermissionsBoundaryArn: optional(z.string()) })
    .transform(value => value.PermissionsBoundaryArn),
);

const role = z
  .object({
    Arn: z.string(),
    RoleName: z.string(),
    Path: z.string(),
    RoleId: z.string(),
    CreateDate: time,
    AssumeRolePolicyDocument: z.unknown(),
    AttachedManagedPolicies: attached,
    RolePolicyList: inline,
    PermissionsBoundary: boundary,
    InstanceProfileList: listOf(z.object({ Arn: z.string() })),
    Tags: listOf(z.object({ Key: z.string(), Value: z.string() })),
  })
  .transform(raw => ({
    arn: raw.Arn,
    name: raw.RoleName,
    path: raw.Path,
    id: raw.RoleId,
    createdAt: raw.CreateDate,
    trustPolicy: decodeDocument(raw.AssumeRolePolicyDocument),
    attachedPolicyArns: raw.AttachedManagedPolicies,
    inlinePolicies: raw.RolePolicyList,
    permissionsBoundaryArn: raw.PermissionsBoundary,
    instanceProfileArns: raw.InstanceProfileList.map(profile => profile.Arn),
    tags: Object.fromEntries(raw.Tags.map(tag => [tag.Key, tag.Value])),
  }));

const user = z
  .object({
    Arn: z.string(),
    UserName: z.string(),
    Path: z.string(),
    UserId: z.string(),
    CreateDate: time,
    GroupList: listOf(z.string()),
    AttachedManagedPolicies: attached,
    UserPolicyList: inline,
    PermissionsBoundary: boundary,
  })
  .transform(raw => ({
    arn: raw.Arn,
    name: raw.UserName,
    path: raw.Path,
    id: raw.UserId,
    createdAt: raw.CreateDate,
    groupNames: raw.GroupList,
    attachedPolicyArns: raw.AttachedManagedPolicies,
    inlinePolicies: raw.UserPolicyList,
    permissionsBoundaryArn: raw.PermissionsBoundary,
  }));

const group = z
  .object({
    Arn: z.string(),
    GroupName: z.string(),
    AttachedManagedPolicies: attached,
    GroupPolicyList: inline,
  })
  .transform(raw => ({
    arn: raw.Arn,
    name: raw.GroupName,
    attachedPolicyArns: raw.AttachedManagedPolicies,
    inlinePolicies: raw.GroupPolicyList,
  }));

const policy = z
  .object({
    Arn: z.string(),
    PolicyName: z.string(),
    DefaultVersionId: z.string(),
    PolicyVersionList: listOf(
      z.object({ VersionId: z.string(), Document: z.unknown() }),
    ),
  })
  .transform((raw): IamPolicy => {
    const version = raw.PolicyVersionList.find(
      candidate => candidate.VersionId === raw.DefaultVersionId,
    );
    return {
      arn: raw.Arn,
      name: raw.PolicyName,
      defaultVersionId: raw.DefaultVersionId,
      document: decodeDocument(version?.Document),
    };
  });

/** A page need not hold all four lists, but one that holds none is no answer. */
const reply = z
  .record(z.string(), z.unknown())
  .refine(page =>
    ['RoleDetailList', 'UserDetailList', 'GroupDetailList', 'Policies'].some(
      name => page[name] !== undefined,
    ),
  )
  .pipe(
    z.object({
      RoleDetailList: listOf(role),
      UserDetailList: listOf(user),
      GroupDetailList: listOf(group),
      Policies: listOf(policy),
    }),
  );

/**
 * Roles, users, groups and managed policies of the account by one paged call.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export const accountAuthorizationDetailsCollector = defineCollector({
  source: 'account',
  sections: ['iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  doing: 'reading IAM roles, users and policies',
  permissions: ['iam:GetAccountAuthorizationDetails'],
  async collect({ aws }) {
    const operation = 'iam:GetAccountAuthorizationDetails';
    const raw = await aws.pages(operation, { MaxItems: 1000 });
    const pages = raw.map(page => parseReply(reply, page, operation));
    return {
      iamRoles: pages.flatMap(page => page.RoleDetailList),
      iamUsers: pages.flatMap(page => page.UserDetailList),
      iamGroups: pages.flatMap(page => page.GroupDetailList),
      iamPolicies: pages.flatMap(page => page.Policies),
    };
  },
});

/**
 * The API gives URL-encoded JSON, the AWS CLI prints the JSON itself. A text that is neither stays as it is: whoever
 * evaluates it says that it cannot.
 */
export function decodeDocument(document: unknown): unknown {
  if (typeof document !== 'string') return document ?? null;
  try {
    return JSON.parse(decodeURIComponent(document));
  } catch {
    return document;
  }
}
