import { Addon, Cluster, PodIdentityAssociation } from '../../estate/World';
import { AwsError } from '../errors';
import { Call } from '../Operation';
import { clusterOf, eksPage, seconds } from './clusters';
import { EksInput } from './routes';

/** ListPodIdentityAssociations: without the role, as in AWS. */
export function listPodIdentityAssociations(
  call: Call,
  { path: [name], query }: EksInput,
) {
  const cluster = clusterOf(call, name);
  const namespace = query.get('namespace');
  const serviceAccount = query.get('serviceAccount');
  const found = cluster.podIdentityAssociations.filter(
    a =>
      (!namespace || a.namespace === namespace) &&
      (!serviceAccount || a.serviceAccount === serviceAccount),
  );
  const { items, nextToken } = eksPage(found, query);
  return {
    associations: items.map(a => ({
      clusterName: name,
      namespace: a.namespace,
      serviceAccount: a.serviceAccount,
      associationArn: a.arn,
      associationId: a.id,
      ownerArn: a.ownerArn,
    })),
    nextToken,
  };
}

/** DescribePodIdentityAssociation. */
export function describePodIdentityAssociation(
  call: Call,
  { path: [name, id] }: EksInput,
) {
  const { partition, id: accountId } = call.caller.account;
  const cluster = clusterOf(
    call,
    name,
    `arn:${partition}:eks:${call.region}:${accountId}:podidentityassociation/${name}/${id}`,
  );
  const found = cluster.podIdentityAssociations.find(a => a.id === id);
  if (!found) {
    throw notFound(`Association is not found: ${id}`, { clusterName: name });
  }
  return { association: toAssociation(name, found) };
}

/** ListNodegroups. */
export function listNodegroups(call: Call, { path: [name], query }: EksInput) {
  const names = clusterOf(call, name).nodegroups.map(group => group.name);
  const { items, nextToken } = eksPage(names, query);
  return { nodegroups: items, nextToken };
}

/** DescribeNodegroup. */
export function describeNodegroup(
  call: Call,
  { path: [name, group] }: EksInput,
) {
  const cluster = clusterOf(
    call,
    name,
    childArn(call, 'nodegroup', name, group),
  );
  const found = cluster.nodegroups.find(g => g.name === group);
  if (!found) {
    throw notFound(`No node group found for name: ${group}.`, {
      clusterName: name,
      nodegroupName: group,
    });
  }
  return {
    nodegroup: {
      nodegroupName: found.name,
      nodegroupArn: childArn(call, 'nodegroup', name, group),
      clusterName: name,
      version: cluster.version,
      createdAt: seconds(cluster.createdAt),
      modifiedAt: seconds(cluster.createdAt),
      status: found.status,
      capacityType: 'ON_DEMAND',
      scalingConfig: {
        minSize: found.nodes,
        maxSize: found.nodes + 3,
        desiredSize: found.nodes,
      },
      instanceTypes: ['m6i.xlarge'],
      amiType: found.amiType,
      nodeRole: found.nodeRoleArn,
      health: { issues: found.health },
      tags: {},
    },
  };
}

/** ListFargateProfiles. */
export function listFargateProfiles(
  call: Call,
  { path: [name], query }: EksInput,
) {
  const names = clusterOf(call, name).fargateProfiles.map(p => p.name);
  const { items, nextToken } = eksPage(names, query);
  return { fargateProfileNames: items, nextToken };
}

/** DescribeFargateProfile. */
export function describeFargateProfile(
  call: Call,
  { path: [name, profile] }: EksInput,
) {
  const cluster = clusterOf(
    call,
    name,
    childArn(call, 'fargateprofile', name, profile),
  );
  const found = cluster.fargateProfiles.find(p => p.name === profile);
  if (!found) {
    throw notFound(`No Fargate Profile found with name: ${profile}.`, {
      clusterName: name,
      fargateProfileName: profile,
    });
  }
  return {
    fargateProfile: {
      fargateProfileName: found.name,
      fargateProfileArn: childArn(call, 'fargateprofile', name, profile),
      clusterName: name,
      createdAt: seconds(cluster.createdAt),
      podExecutionRoleArn: found.podExecutionRoleArn,
      selectors: found.namespaces.map(namespace => ({ namespace })),
      status: 'ACTIVE',
      tags: {},
    },
  };
}

/** ListAddons. */
export function listAddons(call: Call, { path: [name], query }: EksInput) {
  const names = clusterOf(call, name).addons.map(addon => addon.name);
  const { items, nextToken } = eksPage(names, query);
  return { addons: items, nextToken };
}

/** DescribeAddon. */
export function describeAddon(call: Call, { path: [name, addon] }: EksInput) {
  const cluster = clusterOf(call, name, childArn(call, 'addon', name, addon));
  const found = cluster.addons.find(a => a.name === addon);
  if (!found) {
    throw notFound(`No addon: ${addon} found in cluster: ${name}`, {
      clusterName: name,
      addonName: addon,
    });
  }
  return { addon: toAddon(call, cluster, found) };
}

/** An add-on as EKS shows it. */
export function toAddon(call: Call, cluster: Cluster, found: Addon) {
  return {
    addonName: found.name,
    clusterName: cluster.name,
    addonArn: childArn(call, 'addon', cluster.name, found.name),
    addonVersion: found.version,
    status: found.status,
    health: { issues: found.health },
    createdAt: seconds(cluster.createdAt),
    modifiedAt: seconds(cluster.createdAt),
    serviceAccountRoleArn: found.serviceAccountRoleArn,
    podIdentityAssociations: found.podIdentityAssociationArns,
    tags: {},
  };
}

/** ARN of something below a cluster, as far as permissions need it. */
export function childArn(
  call: Call,
  kind: string,
  cluster: string,
  name: string,
) {
  const { partition, id } = call.caller.account;
  return `arn:${partition}:eks:${call.region}:${id}:${kind}/${cluster}/${name}/*`;
}

/** An association as EKS shows it. */
export function toAssociation(
  clusterName: Cluster['name'],
  a: PodIdentityAssociation,
) {
  return {
    clusterName,
    namespace: a.namespace,
    serviceAccount: a.serviceAccount,
    roleArn: a.roleArn,
    associationArn: a.arn,
    associationId: a.id,
    tags: {},
    createdAt: seconds(a.createdAt),
    modifiedAt: seconds(a.createdAt),
    ownerArn: a.ownerArn,
    disableSessionTags: a.disableSessionTags,
    targetRoleArn: a.targetRoleArn,
  };
}

function notFound(message: string, fields: Record<string, unknown>) {
  return new AwsError('ResourceNotFoundException', message, 404, fields);
}
