import { Addon, DaemonSet } from '../../model';
import { Apply, change, valueOf } from './sections';

export const patchAwsAuth: Apply<'patch-aws-auth'> = (snapshot, { data }) =>
  change(snapshot, 'awsAuth', configMap => ({
    ...configMap,
    data: Object.fromEntries(
      Object.entries({ ...configMap?.data, ...data }).filter(
        (item): item is [string, string] => item[1] !== null,
      ),
    ),
    resourceVersion: `${Number(configMap?.resourceVersion ?? 0) + 1}`,
  }));

export const setAuthenticationMode: Apply<'set-authentication-mode'> = (
  snapshot,
  { mode },
) =>
  change(snapshot, 'cluster', cluster => ({
    ...cluster,
    authenticationMode: mode,
  }));

export const enableClusterLogging: Apply<'enable-cluster-logging'> = (
  snapshot,
  { types },
) =>
  change(snapshot, 'cluster', cluster => ({
    ...cluster,
    enabledLogTypes: [...new Set([...cluster.enabledLogTypes, ...types])],
  }));

/** Add-ons bring their DaemonSets along; of those the agent of Pod Identity is one that rules look for. */
export const createAddon: Apply<'create-addon'> = (snapshot, { addonName }) => {
  const addon: Addon = {
    name: addonName,
    status: 'ACTIVE',
    podIdentityAssociationArns: [],
    healthIssues: [],
  };
  const installed = change(snapshot, 'addons', addons => [
    ...addons.filter(({ name }) => name !== addonName),
    addon,
  ]);
  if (addonName !== 'eks-pod-identity-agent') return installed;
  const count = (valueOf(snapshot, 'nodes') ?? []).length;
  const agent: DaemonSet = {
    namespace: 'kube-system',
    name: addonName,
    labels: { 'app.kubernetes.io/name': addonName },
    serviceAccountName: addonName,
    desired: count,
    ready: count,
  };
  return change(installed, 'daemonSets', daemonSets => [
    ...daemonSets.filter(({ name }) => name !== addonName),
    agent,
  ]);
};
