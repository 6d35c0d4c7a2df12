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
  instances: 'this version does not read EC2',
  launchTemplates: 'this version does not read EC2',
  network: 'this version does not read EC2',
  nodeClasses: 'this version does not read node classes',
  stsRegion: 'this version does not try the STS endpoint of the Region',
  organization: 'this version does not read AWS Organizations',
  organizationPolicies: 'this version does not read AWS Organizations',
  issuers: 'this version does not compare the issuers of all clusters',
  quotas: 'this version does not read Service Quotas',
  externalAccess: 'this version does not read IAM Access Analyzer',
  deniedCalls: 'this version does not read CloudTrail',
  clusterCreation: 'this version does not read CloudTrail',
  logObservations: 'this version does not read the control plane logs',
  leakingSecrets: 'this version does not read Secrets',
  serviceAccountTokens: 'this version does not read Secrets',
  foundKeys: 'this version does not look up whose the keys are that it finds',
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
