import { z } from 'zod';
import {
  AccessEntry,
  AccessKey,
  AccountSummary,
  Addon,
  Cluster,
  FargateProfile,
  IamGroup,
  IamPolicy,
  IamRole,
  IamUser,
  Nodegroup,
  OidcProvider,
  PodIdentityAssociation,
} from '../model';
import { document, tags, texts, time } from './times';

const healthIssues = z.array(
  z.object({ code: z.string(), message: z.string(), resourceIds: texts }),
);

export const cluster: z.ZodType<Cluster> = z.object({
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  accountId: z.string().regex(/^\d{12}$/, 'is not an account id'),
  partition: z.string(),
  version: z.string(),
  platformVersion: z.string().optional(),
  status: z.string(),
  createdAt: time,
  endpoint: z.string().optional(),
  roleArn: z.string(),
  authenticationMode: z
    .enum(['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'])
    .optional(),
  bootstrapClusterCreatorAdminPermissions: z.boolean().optional(),
  oidcIssuer: z.string().optional(),
  endpointPublicAccess: z.boolean().optional(),
  endpointPrivateAccess: z.boolean().optional(),
  publicAccessCidrs: texts,
  enabledLogTypes: texts,
  secretsEncryptionKeyArn: z.string().optional(),
  computeConfig: z
    .object({ enabled: z.boolean(), nodeRoleArn: z.string().optional() })
    .optional(),
  vpcId: z.string().optional(),
  subnetIds: texts.optional(),
  healthIssues,
  tags,
});

const scope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cluster') }),
  z.object({ type: z.literal('namespace'), namespaces: texts }),
]);

export const accessEntries: z.ZodType<AccessEntry[]> = z.array(
  z.object({
    principalArn: z.string(),
    accessEntryArn: z.string(),
    type: z.string(),
    username: z.string(),
    kubernetesGroups: texts,
    policies: z.array(
      z.object({
        policyArn: z.string(),
        scope,
        associatedAt: time.optional(),
      }),
    ),
    createdAt: time,
    modifiedAt: time.optional(),
    tags,
  }),
);

export const podIdentityAssociations: z.ZodType<PodIdentityAssociation[]> =
  z.array(
    z.object({
      associationId: z.string(),
      associationArn: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
      roleArn: z.string(),
      targetRoleArn: z.string().optional(),
      externalId: z.string().optional(),
      disableSessionTags: z.boolean(),
      ownerArn: z.string().optional(),
      createdAt: time.optional(),
    }),
  );

export const addons: z.ZodType<Addon[]> = z.array(
  z.object({
    name: z.string(),
    version: z.string().optional(),
    status: z.string(),
    serviceAccountRoleArn: z.string().optional(),
    podIdentityAssociationArns: texts,
    healthIssues,
  }),
);

export const nodegroups: z.ZodType<Nodegroup[]> = z.array(
  z.object({
    name: z.string(),
    nodeRoleArn: z.string(),
    amiType: z.string().optional(),
    status: z.string(),
    healthIssues,
    subnetIds: texts.optional(),
    launchTemplate: z
      .object({ id: z.string(), version: z.string() })
      .optional(),
  }),
);

export const fargateProfiles: z.ZodType<FargateProfile[]> = z.array(
  z.object({
    name: z.string(),
    podExecutionRoleArn: z.string(),
    status: z.string(),
    healthIssues: healthIssues.optional(),
  }),
);

const namedDocuments = z.array(z.object({ name: z.string(), document }));

export const iamRoles: z.ZodType<IamRole[]> = z.array(
  z.object({
    arn: z.string(),
    name: z.string(),
    path: z.string(),
    id: z.string(),
    createdAt: time,
    trustPolicy: document,
    attachedPolicyArns: texts,
    inlinePolicies: namedDocuments,
    permissionsBoundaryArn: z.string().optional(),
    instanceProfileArns: texts,
    tags,
  }),
);

export const iamUsers: z.ZodType<IamUser[]> = z.array(
  z.object({
    arn: z.string(),
    name: z.string(),
    path: z.string(),
    id: z.string(),
    createdAt: time,
    groupNames: texts,
    attachedPolicyArns: texts,
    inlinePolicies: namedDocuments,
    permissionsBoundaryArn: z.string().optional(),
  }),
);

export const iamGroups: z.ZodType<IamGroup[]> = z.array(
  z.object({
    arn: z.string(),
    name: z.string(),
    attachedPolicyArns: texts,
    inlinePolicies: namedDocuments,
  }),
);

export const iamPolicies: z.ZodType<IamPolicy[]> = z.array(
  z.object({
    arn: z.string(),
    name: z.string(),
    defaultVersionId: z.string(),
    document,
  }),
);

export const oidcProviders: z.ZodType<OidcProvider[]> = z.array(
  z.object({
    arn: z.string(),
    url: z.string(),
    clientIds: texts,
    thumbprints: texts,
  }),
);

export const accessKeys: z.ZodType<AccessKey[]> = z.array(
  z.object({
    userName: z.string(),
    userArn: z.string(),
    id: z.string(),
    status: z.enum(['Active', 'Inactive', 'Expired']),
    createdAt: time,
    lastUsedAt: time.optional(),
    lastUsedService: z.string().optional(),
  }),
);

export const accountSummary: z.ZodType<AccountSummary> = z.object({
  accountId: z.string(),
  accountAccessKeysPresent: z.number(),
  accountMfaEnabled: z.number(),
});
