import { hexId } from '../../estate/ids';
import { AwsError } from '../errors';
import { Call } from '../Operation';
import { clusterOf } from './clusters';
import { EksInput } from './routes';
import { childArn, toAddon, toAssociation } from './workloads';

/** CreatePodIdentityAssociation: one for each service account. */
export function createPodIdentityAssociation(
  call: Call,
  { path: [name], body }: EksInput,
) {
  const cluster = clusterOf(call, name);
  const { partition, id: accountId } = call.caller.account;
  const [namespace, serviceAccount, roleArn] = [
    text(body, 'namespace'),
    text(body, 'serviceAccount'),
    text(body, 'roleArn'),
  ];
  if (
    cluster.podIdentityAssociations.some(
      a => a.namespace === namespace && a.serviceAccount === serviceAccount,
    )
  ) {
    throw new AwsError(
      'ResourceInUseException',
      'Association already exists: a pod identity association exists for this service account',
      409,
      { clusterName: name },
    );
  }
  const createdAt = call.world.now();
  const seed = `${name}/${namespace}/${serviceAccount}/${createdAt.getTime()}`;
  const id = `a-${hexId(seed, 17).toLowerCase()}`;
  const association = {
    id,
    arn: `arn:${partition}:eks:${cluster.region}:${accountId}:podidentityassociation/${name}/${id}`,
    namespace,
    serviceAccount,
    roleArn,
    disableSessionTags: false,
    createdAt,
  };
  cluster.podIdentityAssociations.push(association);
  return { association: toAssociation(name, association) };
}

/** DeletePodIdentityAssociation. */
export function deletePodIdentityAssociation(
  call: Call,
  { path: [name, id] }: EksInput,
) {
  const { partition, id: accountId } = call.caller.account;
  const resource = `arn:${partition}:eks:${call.region}:${accountId}:podidentityassociation/${name}/${id}`;
  const cluster = clusterOf(call, name, resource);
  const found = cluster.podIdentityAssociations.find(a => a.id === id);
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Association is not found: ${id}`,
      404,
      { clusterName: name },
    );
  }
  cluster.podIdentityAssociations = cluster.podIdentityAssociations.filter(
    a => a !== found,
  );
  return { association: toAssociation(name, found) };
}

/** CreateAddon; it is active at once. */
export function createAddon(call: Call, { path: [name], body }: EksInput) {
  const cluster = clusterOf(call, name);
  const addonName = text(body, 'addonName');
  if (cluster.addons.some(addon => addon.name === addonName)) {
    throw new AwsError('ResourceInUseException', 'Addon already exists.', 409, {
      clusterName: name,
      addonName,
    });
  }
  const addon = {
    name: addonName,
    version: 'v1.0.0-eksbuild.1',
    status: 'ACTIVE',
    podIdentityAssociationArns: [],
    health: [],
  };
  cluster.addons.push(addon);
  return { addon: toAddon(call, cluster, addon) };
}

/** DeleteAddon. */
export function deleteAddon(call: Call, { path: [name, addon] }: EksInput) {
  const cluster = clusterOf(call, name, childArn(call, 'addon', name, addon));
  const found = cluster.addons.find(a => a.name === addon);
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `No addon: ${addon} found in cluster: ${name}`,
      404,
      { clusterName: name, addonName: addon },
    );
  }
  cluster.addons = cluster.addons.filter(a => a !== found);
  return { addon: toAddon(call, cluster, found) };
}

function text(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('InvalidParameterException', `${field} is required`);
}
