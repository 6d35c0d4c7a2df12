import { AwsError } from '../errors';
import { Call } from '../Operation';
import * as accessEntries from './accessEntries';
import * as clusters from './clusters';
import * as identityProviders from './identityProviders';
import * as workloadWrites from './workloadWrites';
import * as workloads from './workloads';

/** The parts of a REST call that operations read. */
export interface EksInput {
  path: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

/** One operation of the EKS API. */
export type EksOperation = (call: Call, input: EksInput) => unknown;

/** `*` stands for one segment of the path, which the operation gets decoded, in order. */
const ROUTES: Array<
  [method: string, pattern: string, action: string, operation: EksOperation]
> = [
  ['GET', 'clusters', 'ListClusters', clusters.listClusters],
  ['GET', 'clusters/*', 'DescribeCluster', clusters.describeCluster],
  [
    'POST',
    'clusters/*/update-config',
    'UpdateClusterConfig',
    clusters.updateClusterConfig,
  ],
  [
    'GET',
    'access-policies',
    'ListAccessPolicies',
    accessEntries.listAccessPolicies,
  ],
  [
    'GET',
    'clusters/*/access-entries',
    'ListAccessEntries',
    accessEntries.listAccessEntries,
  ],
  [
    'POST',
    'clusters/*/access-entries',
    'CreateAccessEntry',
    accessEntries.createAccessEntry,
  ],
  [
    'GET',
    'clusters/*/access-entries/*',
    'DescribeAccessEntry',
    accessEntries.describeAccessEntry,
  ],
  [
    'POST',
    'clusters/*/access-entries/*',
    'UpdateAccessEntry',
    accessEntries.updateAccessEntry,
  ],
  [
    'DELETE',
    'clusters/*/access-entries/*',
    'DeleteAccessEntry',
    accessEntries.deleteAccessEntry,
  ],
  [
    'GET',
    'clusters/*/access-entries/*/access-policies',
    'ListAssociatedAccessPolicies',
    accessEntries.listAssociatedAccessPolicies,
  ],
  [
    'POST',
    'clusters/*/access-entries/*/access-policies',
    'AssociateAccessPolicy',
    accessEntries.associateAccessPolicy,
  ],
  [
    'DELETE',
    'clusters/*/access-entries/*/access-policies/*',
    'DisassociateAccessPolicy',
    accessEntries.disassociateAccessPolicy,
  ],
  [
    'GET',
    'clusters/*/pod-identity-associations',
    'ListPodIdentityAssociations',
    workloads.listPodIdentityAssociations,
  ],
  [
    'GET',
    'clusters/*/pod-identity-associations/*',
    'DescribePodIdentityAssociation',
    workloads.describePodIdentityAssociation,
  ],
  [
    'POST',
    'clusters/*/pod-identity-associations',
    'CreatePodIdentityAssociation',
    workloadWrites.createPodIdentityAssociation,
  ],
  [
    'DELETE',
    'clusters/*/pod-identity-associations/*',
    'DeletePodIdentityAssociation',
    workloadWrites.deletePodIdentityAssociation,
  ],
  ['POST', 'clusters/*/addons', 'CreateAddon', workloadWrites.createAddon],
  ['DELETE', 'clusters/*/addons/*', 'DeleteAddon', workloadWrites.deleteAddon],
  ['GET', 'clusters/*/node-groups', 'ListNodegroups', workloads.listNodegroups],
  [
    'GET',
    'clusters/*/node-groups/*',
    'DescribeNodegroup',
    workloads.describeNodegroup,
  ],
  [
    'GET',
    'clusters/*/fargate-profiles',
    'ListFargateProfiles',
    workloads.listFargateProfiles,
  ],
  [
    'GET',
    'clusters/*/fargate-profiles/*',
    'DescribeFargateProfile',
    workloads.describeFargateProfile,
  ],
  [
    'GET',
    'clusters/*/identity-provider-configs',
    'ListIdentityProviderConfigs',
    identityProviders.listIdentityProviderConfigs,
  ],
  [
    'POST',
    'clusters/*/identity-provider-configs/describe',
    'DescribeIdentityProviderConfig',
    identityProviders.describeIdentityProviderConfig,
  ],
  ['GET', 'clusters/*/addons', 'ListAddons', workloads.listAddons],
  ['GET', 'clusters/*/addons/*', 'DescribeAddon', workloads.describeAddon],
];

/** Finds the operation that a method and path mean. */
export function findEksOperation(
  method: string,
  rawPath: string,
): { action: string; operation: EksOperation; path: string[] } {
  const segments = rawPath.split('/').filter(Boolean);
  for (const [routeMethod, pattern, action, operation] of ROUTES) {
    const parts = pattern.split('/');
    if (
      routeMethod === method &&
      parts.length === segments.length &&
      parts.every((part, i) => part === '*' || part === segments[i])
    ) {
      const path = segments
        .filter((_, i) => parts[i] === '*')
        .map(decodeURIComponent);
      return { action, operation, path };
    }
  }
  throw new AwsError(
    'UnknownOperationException',
    `the simulator has no EKS operation for ${method} ${rawPath}`,
    404,
  );
}
