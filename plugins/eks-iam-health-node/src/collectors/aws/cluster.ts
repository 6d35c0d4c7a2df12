import {
  Cluster,
  ClusterArnParts,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { AwsReader } from '../../clients/AwsReader';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, textMap, time } from '../parseReply';
import { healthIssues } from './healthIssues';

const reply = z.object({
  cluster: z.object({
    arn: z.string(),
    name: z.string(),
    version: z.string(),
    platformVersion: optional(z.string()),
    status: z.string(),
    createdAt: time,
    endpoint: optional(z.string()),
    roleArn: z.string(),
    certificateAuthority: optional(z.object({ data: optional(z.string()) })),
    accessConfig: optional(
      z.object({
        authenticationMode: optional(
          z.enum(['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API']),
        ),
        bootstrapClusterCreatorAdminPermissions: optional(z.boolean()),
      }),
    ),
    identity: optional(
      z.object({ oidc: optional(z.object({ issuer: optional(z.string()) })) }),
    ),
    resourcesVpcConfig: optional(
      z.object({
        endpointPublicAccess: optional(z.boolean()),
        endpointPrivateAccess: optional(z.boolean()),
        publicAccessCidrs: listOf(z.string()),
        vpcId: optional(z.string()),
        subnetIds: optional(z.array(z.string())),
      }),
    ),
    logging: optional(
      z.object({
        clusterLogging: listOf(
          z.object({
            types: listOf(z.string()),
            enabled: optional(z.boolean()),
          }),
        ),
      }),
    ),
    encryptionConfig: listOf(
      z.object({
        resources: listOf(z.string()),
        provider: optional(z.object({ keyArn: optional(z.string()) })),
      }),
    ),
    computeConfig: optional(
      z.object({
        enabled: optional(z.boolean()),
        nodeRoleArn: optional(z.string()),
      }),
    ),
    health: optional(z.object({ issues: healthIssues })),
    tags: textMap,
  }),
});

/** A cluster and how its Kubernetes API is reached. */
export interface DescribedCluster {
  cluster: Cluster;
  /** base64 of PEM */
  certificateAuthorityData?: string;
}

/** `eks:DescribeCluster`. */
export async function describeCluster(
  aws: AwsReader,
  target: ClusterArnParts,
): Promise<DescribedCluster> {
  const operation = 'eks:DescribeCluster';
  const raw = await aws.call(operation, { name: target.name });
  const { cluster } = parseReply(reply, raw, operation);
  const { accessConfig, resourcesVpcConfig, computeConfig } = cluster;
  const secretsKey = cluster.encryptionConfig.find(config =>
    config.resources.includes('secrets'),
  )?.provider?.keyArn;
  return {
    certificateAuthorityData: cluster.certificateAuthority?.data,
    cluster: {
      arn: cluster.arn,
      name: cluster.name,
      region: target.region,
      accountId: target.accountId,
      partition: target.partition,
      version: cluster.version,
      platformVersion: cluster.platformVersion,
      status: cluster.status,
      createdAt: cluster.createdAt,
      endpoint: cluster.endpoint,
      roleArn: cluster.roleArn,
      authenticationMode: accessConfig?.authenticationMode,
      bootstrapClusterCreatorAdminPermissions:
        accessConfig?.bootstrapClusterCreatorAdminPermissions,
      oidcIssuer: cluster.identity?.oidc?.issuer,
      endpointPublicAccess: resourcesVpcConfig?.endpointPublicAccess,
      endpointPrivateAccess: resourcesVpcConfig?.endpointPrivateAccess,
      publicAccessCidrs: resourcesVpcConfig?.publicAccessCidrs ?? [],
      enabledLogTypes: (cluster.logging?.clusterLogging ?? [])
        .filter(setup => setup.enabled)
        .flatMap(setup => setup.types)
        .sort(),
      secretsEncryptionKeyArn: secretsKey,
      ...(computeConfig && {
        computeConfig: {
          enabled: computeConfig.enabled ?? false,
          nodeRoleArn: computeConfig.nodeRoleArn,
        },
      }),
      vpcId: resourcesVpcConfig?.vpcId,
      subnetIds: resourcesVpcConfig?.subnetIds,
      healthIssues: cluster.health?.issues ?? [],
      tags: cluster.tags,
    },
  };
}

/** The cluster itself; all other sections build on it. */
export const clusterCollector = defineCollector({
  source: 'cluster',
  sections: ['cluster'],
  doing: 'reading the cluster',
  permissions: ['eks:DescribeCluster'],
  collect: async ({ aws, target }) => ({
    cluster: (await describeCluster(aws, target)).cluster,
  }),
});
