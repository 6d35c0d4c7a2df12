import { z } from 'zod';
import {
  AppliedQuotas,
  ClusterCreation,
  ClusterNetwork,
  DeniedCall,
  ExternalAccessAnalysis,
  IdentityProviderConfig,
  Instance,
  KnownGrant,
  KnownIssuers,
  LaunchTemplateVersion,
  LogObservation,
  NodeClass,
  Organization,
  OrganizationPolicies,
  StsRegion,
} from '../model';
import { document, texts, time } from './times';

const metadata = z.object({
  endpoint: z.enum(['enabled', 'disabled']),
  tokens: z.enum(['required', 'optional']),
  hopLimit: z.number(),
});

export const instances: z.ZodType<Instance[]> = z.array(
  z.object({
    id: z.string(),
    instanceProfileArn: z.string().optional(),
    subnetId: z.string().optional(),
    nodegroupName: z.string().optional(),
    launchTemplate: z
      .object({ id: z.string(), version: z.string() })
      .optional(),
    metadata,
  }),
);

export const launchTemplates: z.ZodType<LaunchTemplateVersion[]> = z.array(
  z.object({
    id: z.string(),
    version: z.string(),
    metadata: metadata.partial(),
    nodegroupNames: texts,
  }),
);

export const nodeClasses: z.ZodType<NodeClass[]> = z.array(
  z.object({
    kind: z.enum(['NodeClass', 'EC2NodeClass']),
    name: z.string(),
    role: z.string().optional(),
    instanceProfile: z.string().optional(),
    metadata: metadata.partial().optional(),
  }),
);

export const network: z.ZodType<ClusterNetwork> = z.object({
  vpcId: z.string(),
  subnets: z.array(
    z.object({
      id: z.string(),
      defaultRoute: z.enum([
        'internet-gateway',
        'nat-gateway',
        'other',
        'none',
      ]),
    }),
  ),
  endpoints: z.array(
    z.object({
      id: z.string(),
      serviceName: z.string(),
      type: z.string(),
      state: z.string(),
      privateDnsEnabled: z.boolean(),
      policy: z.unknown(),
    }),
  ),
});

export const stsRegion: z.ZodType<StsRegion> = z.object({
  region: z.string(),
  issued: z.boolean(),
  errorCode: z.string().optional(),
  message: z.string().optional(),
});

export const organization: z.ZodType<Organization | null> = z
  .object({
    id: z.string(),
    managementAccountId: z.string(),
    memberAccountIds: texts.optional(),
  })
  .nullable();

const levels = z.array(z.array(z.object({ name: z.string(), document })));

export const organizationPolicies: z.ZodType<OrganizationPolicies> = z.object({
  serviceControl: levels,
  resourceControl: levels,
});

export const issuers: z.ZodType<KnownIssuers> = z.object({
  clusters: z.array(
    z.object({
      arn: z.string(),
      issuer: z.string(),
      tags: z.record(z.string(), z.string()).optional(),
    }),
  ),
  unread: z.array(
    z.object({
      accountId: z.string(),
      region: z.string(),
      detail: z.string(),
    }),
  ),
});

export const quotas: z.ZodType<AppliedQuotas> = z.object({
  accessEntriesPerCluster: z.number().optional(),
  podIdentityAssociationsPerCluster: z.number().optional(),
  oidcProvidersPerAccount: z.number().optional(),
  trustPolicyLength: z.number().optional(),
});

export const externalAccess: z.ZodType<ExternalAccessAnalysis> = z.object({
  analyzers: z.array(
    z.object({ arn: z.string(), type: z.string(), status: z.string() }),
  ),
  findings: z.array(
    z.object({
      resourceArn: z.string(),
      principal: z.string().optional(),
      status: z.string(),
    }),
  ),
  organizationAnalyzersUnread: z.boolean(),
});

export const deniedCalls: z.ZodType<DeniedCall[]> = z.array(
  z.object({
    at: time,
    eventSource: z.string(),
    eventName: z.string(),
    principalArn: z.string().optional(),
    errorCode: z.string(),
    message: z.string(),
  }),
);

export const clusterCreation: z.ZodType<ClusterCreation | null> = z
  .object({ principalArn: z.string(), at: time })
  .nullable();

export const logObservations: z.ZodType<LogObservation[]> = z.array(
  z.object({
    kind: z.enum([
      'identity-not-mapped',
      'arn-does-not-match-user-id',
      'configmap-error',
      'template-error',
      'forbidden',
    ]),
    subject: z.string(),
    count: z.number(),
    lastAt: time,
  }),
);

export const identityProviderConfigs: z.ZodType<IdentityProviderConfig[]> =
  z.array(
    z.object({
      name: z.string(),
      issuerUrl: z.string(),
      clientId: z.string(),
      status: z.string(),
      usernameClaim: z.string().optional(),
      usernamePrefix: z.string().optional(),
      groupsClaim: z.string().optional(),
      groupsPrefix: z.string().optional(),
    }),
  );

export const grants: z.ZodType<KnownGrant[]> = z.array(
  z.object({
    requestId: z.string(),
    principalArn: z.string(),
    state: z.enum(['active', 'ended']),
    accessPolicies: z.array(
      z.object({
        policyArn: z.string(),
        scope: z.discriminatedUnion('type', [
          z.object({ type: z.literal('cluster') }),
          z.object({ type: z.literal('namespace'), namespaces: texts }),
        ]),
      }),
    ),
    kubernetesGroups: texts,
    expiresAt: time.optional(),
  }),
);
