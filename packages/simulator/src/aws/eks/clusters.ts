import { uuid } from '../../estate/ids';
import { AuthenticationMode, Cluster } from '../../estate/World';
import { AwsError } from '../errors';
import { Call, pageOf } from '../Operation';
import { EksInput } from './routes';

/** ListClusters. */
export function listClusters(call: Call, { query }: EksInput) {
  const { partition, id } = call.caller.account;
  call.authorize(`arn:${partition}:eks:${call.region}:${id}:cluster/*`);
  const names = call.world.clusters
    .filter(c => c.accountId === id && c.region === call.region)
    .map(c => c.name)
    .sort();
  const { items, nextToken } = eksPage(names, query);
  return { clusters: items, nextToken };
}

/** DescribeCluster. */
export function describeCluster(call: Call, { path: [name] }: EksInput) {
  return { cluster: toCluster(clusterOf(call, name)) };
}

/** UpdateClusterConfig, for the authentication mode and the logs; the change is there at once. */
export function updateClusterConfig(
  call: Call,
  { path: [name], body }: EksInput,
) {
  const cluster = clusterOf(call, name);
  const { accessConfig, logging } = body as {
    accessConfig?: { authenticationMode?: AuthenticationMode };
    logging?: {
      clusterLogging?: Array<{ types?: string[]; enabled?: boolean }>;
    };
  };
  const mode = accessConfig?.authenticationMode;
  if (mode) {
    const allowed =
      (cluster.mode === 'CONFIG_MAP' && mode === 'API_AND_CONFIG_MAP') ||
      (cluster.mode === 'API_AND_CONFIG_MAP' && mode === 'API');
    if (!allowed) {
      throw new AwsError(
        'InvalidParameterException',
        `Unsupported authentication mode update from ${cluster.mode} to ${mode}`,
      );
    }
    cluster.mode = mode;
  }
  for (const { types = [], enabled } of logging?.clusterLogging ?? []) {
    const rest = cluster.logs.filter(type => !types.includes(type));
    cluster.logs = enabled ? [...rest, ...types] : rest;
  }
  return {
    update: {
      id: uuid(`${cluster.arn}/${call.world.now().getTime()}`),
      status: 'InProgress',
      type: mode ? 'AccessConfigUpdate' : 'LoggingUpdate',
      params: [],
      createdAt: seconds(call.world.now()),
      errors: [],
    },
  };
}

/** The cluster a call names, after the caller was allowed to ask about it. */
export function clusterOf(
  call: Call,
  name: string,
  resource?: string,
): Cluster {
  const { partition, id } = call.caller.account;
  call.authorize(
    resource ?? `arn:${partition}:eks:${call.region}:${id}:cluster/${name}`,
  );
  const found = call.world.clusters.find(
    c => c.name === name && c.accountId === id && c.region === call.region,
  );
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `No cluster found for name: ${name}.`,
      404,
      { clusterName: name },
    );
  }
  return found;
}

/** A page as all lists of EKS give it: 100 at most. */
export function eksPage<T>(
  items: T[],
  query: URLSearchParams,
): { items: T[]; nextToken?: string } {
  const wanted = query.get('maxResults');
  const size = wanted === null ? 100 : Number(wanted);
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw new AwsError(
      'InvalidParameterException',
      'maxResults must be between 1 and 100',
    );
  }
  const page = pageOf(items, {
    size,
    token: query.get('nextToken') ?? undefined,
  });
  if (page === 'bad-token') {
    throw new AwsError(
      'InvalidParameterException',
      'The specified nextToken is invalid',
    );
  }
  return { items: page.items, nextToken: page.next };
}

/** Times in REST answers are seconds since 1970. */
export function seconds(date: Date): number {
  return date.getTime() / 1000;
}

const LOG_TYPES = [
  'api',
  'audit',
  'authenticator',
  'controllerManager',
  'scheduler',
];

function toCluster(cluster: Cluster) {
  const on = LOG_TYPES.filter(type => cluster.logs.includes(type));
  const off = LOG_TYPES.filter(type => !cluster.logs.includes(type));
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: seconds(cluster.createdAt),
    version: cluster.version,
    endpoint: cluster.endpoint,
    roleArn: cluster.roleArn,
    resourcesVpcConfig: {
      subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0f1e2d3c4b5a69788'],
      securityGroupIds: [],
      clusterSecurityGroupId: 'sg-0123456789abcdef0',
      vpcId: 'vpc-0123456789abcdef0',
      endpointPublicAccess: cluster.endpointPublic,
      endpointPrivateAccess: cluster.endpointPrivate,
      publicAccessCidrs: cluster.publicCidrs,
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: '172.20.0.0/16',
      ipFamily: 'ipv4',
    },
    logging: {
      clusterLogging: [
        ...(on.length ? [{ types: on, enabled: true }] : []),
        ...(off.length ? [{ types: off, enabled: false }] : []),
      ],
    },
    identity: { oidc: { issuer: cluster.oidcIssuer } },
    status: 'ACTIVE',
    certificateAuthority: { data: cluster.certificateAuthority },
    platformVersion: 'eks.12',
    tags: cluster.tags,
    encryptionConfig: cluster.secretsKeyArn
      ? [
          {
            resources: ['secrets'],
            provider: { keyArn: cluster.secretsKeyArn },
          },
        ]
      : undefined,
    health: { issues: cluster.health },
    accessConfig: { authenticationMode: cluster.mode },
    upgradePolicy: { supportType: 'STANDARD' },
    deletionProtection: false,
  };
}
