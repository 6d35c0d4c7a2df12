import { ObjectStore } from '../kubernetes/ObjectStore';
import { addClusterObjects } from './clusterObjects';
import { hexId, uuid } from './ids';
import { EstateError } from './loadEstate';
import { toDate } from './moments';
import { ClusterDefinition } from './schema';
import { AccessEntry, AccessScope, Account, Cluster } from './World';

/** The issuer that DescribeCluster gives; each cluster has its own. */
export function oidcIssuerOf(
  { cluster, region, account }: ClusterDefinition,
  partition: string,
): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://oidc.eks.${region}.${suffix}/id/${hexId(
    `${account}/${region}/${cluster}`,
    32,
  )}`;
}

/** The cluster as EKS and its Kubernetes API know it. */
export function buildCluster(
  definition: ClusterDefinition,
  accounts: Map<string, Account>,
  now: Date,
): Cluster {
  const { cluster: name, region } = definition;
  const account = accounts.get(definition.account);
  if (!account) throw new EstateError(`no account ${definition.account}`);
  const { partition, id: accountId } = account;
  const createdAt = toDate(definition.created, now);
  const eksArn = (rest: string) =>
    `arn:${partition}:eks:${region}:${accountId}:${rest}`;
  const iamArn = (text: string) =>
    text.startsWith('arn:')
      ? text
      : `arn:${partition}:iam::${accountId}:${text}`;

  const associations = [
    ...definition.podIdentity.map(association => ({
      ...association,
      owner: undefined as string | undefined,
    })),
    ...definition.addons.flatMap(addon =>
      addon.podIdentity.map(text => {
        const [serviceAccount, role] = text.split(': ');
        return {
          serviceAccount: `kube-system/${serviceAccount}`,
          role,
          targetRole: undefined,
          sessionTags: true,
          created: undefined,
          owner: addon.name,
        };
      }),
    ),
  ].map(association => {
    const [namespace, serviceAccount] = association.serviceAccount.split('/');
    const id = `a-${hexId(
      `${name}/${association.serviceAccount}`,
      17,
    ).toLowerCase()}`;
    return {
      id,
      arn: eksArn(`podidentityassociation/${name}/${id}`),
      namespace,
      serviceAccount,
      roleArn: iamArn(association.role),
      targetRoleArn: association.targetRole
        ? iamArn(association.targetRole)
        : undefined,
      disableSessionTags: !association.sessionTags,
      ownerArn: association.owner
        ? eksArn(
            `addon/${name}/${association.owner}/${uuid(
              name + association.owner,
            )}`,
          )
        : undefined,
      createdAt: association.created
        ? toDate(association.created, now)
        : createdAt,
    };
  });

  const cluster: Cluster = {
    name,
    arn: eksArn(`cluster/${name}`),
    accountId,
    partition,
    region,
    version: definition.version,
    mode: definition.mode,
    createdAt,
    creatorArn: definition.creator ? iamArn(definition.creator) : undefined,
    roleArn: iamArn(definition.role),
    oidcIssuer: oidcIssuerOf(definition, partition),
    logs: definition.logs,
    endpointPublic: definition.endpoint.public,
    endpointPrivate: definition.endpoint.private,
    publicCidrs: definition.endpoint.cidrs,
    secretsKeyArn: definition.secretsKey
      ? `arn:${partition}:kms:${region}:${accountId}:key/${uuid(`kms/${name}`)}`
      : undefined,
    health: toHealth(definition.health),
    tags: definition.tags,
    accessEntries: [],
    nodegroups: definition.nodegroups.map(group => ({
      name: group.name,
      nodeRoleArn: iamArn(group.role),
      amiType: group.amiType,
      status: group.status,
      nodes: group.nodes,
      health: toHealth(group.health),
    })),
    fargateProfiles: definition.fargateProfiles.map(profile => ({
      name: profile.name,
      podExecutionRoleArn: iamArn(profile.role),
      namespaces: profile.namespaces,
    })),
    identityProviders: definition.identityProviders,
    addons: definition.addons.map(addon => ({
      name: addon.name,
      version: addon.version,
      status: addon.status,
      serviceAccountRoleArn: addon.serviceAccountRole
        ? iamArn(addon.serviceAccountRole)
        : undefined,
      podIdentityAssociationArns: associations
        .filter(a => a.ownerArn?.includes(`/${addon.name}/`))
        .map(a => a.arn),
      health: toHealth(addon.health),
    })),
    podIdentityAssociations: associations,
    objects: new ObjectStore(definition.cluster),
    endpoint: '',
    certificateAuthority: '',
  };
  cluster.accessEntries = definition.accessEntries.map(entry => {
    const created = entry.created ? toDate(entry.created, now) : createdAt;
    return newAccessEntry(cluster, accounts, {
      principalArn: iamArn(entry.principal),
      type: entry.type,
      username: entry.username,
      kubernetesGroups: entry.groups,
      tags: entry.tags,
      createdAt: created,
      policies: entry.policies.map(text => ({
        ...parseAssociation(text, partition),
        associatedAt: created,
        modifiedAt: created,
      })),
    });
  });
  addClusterObjects(cluster, definition, now);
  return cluster;
}

/** An entry with what EKS adds by itself: id of the principal, ARN, user name, groups of nodes. */
export function newAccessEntry(
  cluster: Cluster,
  accounts: Map<string, Account>,
  entry: Omit<
    AccessEntry,
    'accessEntryArn' | 'username' | 'modifiedAt' | 'principalId'
  > & { username?: string },
): AccessEntry {
  const [, , , , owner, resource] = entry.principalArn.split(':');
  const kind = resource?.split('/')[0] ?? 'role';
  const name = resource?.split('/').pop() ?? '';
  const node = entry.type !== 'STANDARD';
  const sessionName =
    entry.type === 'FARGATE_LINUX' || entry.type === 'HYBRID_LINUX';
  const nodeUsername = sessionName
    ? 'system:node:{{SessionName}}'
    : 'system:node:{{EC2PrivateDNSName}}';
  const standardUsername =
    kind === 'user'
      ? entry.principalArn
      : `arn:${cluster.partition}:sts::${owner}:assumed-role/${name}/{{SessionName}}`;
  const account = accounts.get(owner);
  const principals = [...(account?.roles ?? []), ...(account?.users ?? [])];
  return {
    ...entry,
    principalId: principals.find(p => p.arn === entry.principalArn)?.id,
    accessEntryArn: `arn:${cluster.partition}:eks:${cluster.region}:${
      cluster.accountId
    }:access-entry/${cluster.name}/${kind}/${owner}/${name}/${uuid(
      `${cluster.arn}/${entry.principalArn}/${entry.createdAt.getTime()}`,
    )}`,
    username: entry.username ?? (node ? nodeUsername : standardUsername),
    kubernetesGroups: node ? ['system:nodes'] : entry.kubernetesGroups,
    modifiedAt: entry.createdAt,
  };
}

/** `AmazonEKSViewPolicy in checkout, cart-*` */
function parseAssociation(
  text: string,
  partition: string,
): { policyArn: string; scope: AccessScope } {
  const [policy, namespaces] = text.split(' in ');
  return {
    policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${policy}`,
    scope: namespaces
      ? { type: 'namespace', namespaces: namespaces.split(/,\s*/) }
      : { type: 'cluster', namespaces: [] },
  };
}

function toHealth(issues: ClusterDefinition['health']) {
  return issues.map(({ code, message, resources }) => ({
    code,
    message,
    resourceIds: resources,
  }));
}
