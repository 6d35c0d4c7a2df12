import { SectionName } from 'backstage-plugin-eks-iam-health-common';
import { accessEntriesCollector } from './aws/accessEntries';
import { accessKeysCollector } from './aws/accessKeys';
import { accountAuthorizationDetailsCollector } from './aws/accountAuthorizationDetails';
import { accountSummaryCollector } from './aws/accountSummary';
import { addonsCollector } from './aws/addons';
import { clusterCollector } from './aws/cluster';
import { fargateProfilesCollector } from './aws/fargateProfiles';
import { identityProviderConfigsCollector } from './aws/identityProviderConfigs';
import { nodegroupsCollector } from './aws/nodegroups';
import { oidcProvidersCollector } from './aws/oidcProviders';
import { podIdentityAssociationsCollector } from './aws/podIdentityAssociations';
import { Collector } from './defineCollector';
import { awsAuthCollector } from './kubernetes/awsAuth';
import { daemonSetsCollector } from './kubernetes/daemonSets';
import { leakingConfigMapsCollector } from './kubernetes/leakingConfigMaps';
import { namespacesCollector } from './kubernetes/namespaces';
import { nodesCollector } from './kubernetes/nodes';
import { podsCollector } from './kubernetes/pods';
import {
  bindingsCollector,
  clusterRolesCollector,
  rolesCollector,
} from './kubernetes/rbac';
import { serviceAccountsCollector } from './kubernetes/serviceAccounts';
import { webhooksCollector } from './kubernetes/webhooks';

/**
 * Sections that no built-in collector reads, and why: an extension may, and so may the backend, which knows what was
 * granted by request. Checks that need one of them say `unknown`.
 *
 * @public
 */
export const sectionsOfOthers: Partial<Record<SectionName, string>> = {
  instances: 'EC2 is not asked',
  launchTemplates: 'EC2 is not asked',
  network: 'EC2 is not asked',
  nodeClasses: 'node classes are not asked for',
  stsRegion: 'no credentials are asked for at the endpoint of the Region',
  organization: 'AWS Organizations is not asked',
  organizationPolicies: 'AWS Organizations is not asked',
  issuers: 'other clusters are not asked for their issuers',
  quotas: 'Service Quotas is not asked',
  externalAccess: 'IAM Access Analyzer is not asked',
  deniedCalls: 'CloudTrail is not asked',
  clusterCreation: 'CloudTrail is not asked',
  logObservations: 'control plane logs are read only where somebody opted in',
  leakingSecrets: 'Secrets are read only where somebody opted in',
  serviceAccountTokens: 'Secrets are read only where somebody opted in',
  foundKeys: 'the owners of keys that were found are not asked for',
  grants: 'access requests are known to the portal alone',
};

/** One collector for each section of a snapshot but for those of others. @public */
export const builtInCollectors: readonly Collector[] = [
  clusterCollector,
  accessEntriesCollector,
  podIdentityAssociationsCollector,
  addonsCollector,
  nodegroupsCollector,
  fargateProfilesCollector,
  identityProviderConfigsCollector,
  accountAuthorizationDetailsCollector,
  oidcProvidersCollector,
  accessKeysCollector,
  accountSummaryCollector,
  awsAuthCollector,
  namespacesCollector,
  serviceAccountsCollector,
  podsCollector,
  leakingConfigMapsCollector,
  rolesCollector,
  clusterRolesCollector,
  bindingsCollector,
  daemonSetsCollector,
  nodesCollector,
  webhooksCollector,
];

/**
 * The collectors with some replaced: for each section the collector that was added last is used.
 *
 * @public
 */
export function withCollectors(
  added: readonly Collector[],
  base: readonly Collector[] = builtInCollectors,
): Collector[] {
  return added.reduce<Collector[]>(
    (collectors, one) => {
      const taken = new Set(one.sections);
      const rest = collectors.filter(other => {
        const overlap = other.sections.filter(name => taken.has(name)).length;
        if (overlap > 0 && overlap < other.sections.length) {
          throw new Error(
            `a collector for ${one.sections.join(
              ', ',
            )} must provide all of ${other.sections.join(', ')}`,
          );
        }
        return overlap === 0;
      });
      return [...rest, one];
    },
    [...base],
  );
}
