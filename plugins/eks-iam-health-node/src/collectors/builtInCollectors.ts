import { accessEntriesCollector } from './aws/accessEntries';
import { accessKeysCollector } from './aws/accessKeys';
import { accountAuthorizationDetailsCollector } from './aws/accountAuthorizationDetails';
import { accountSummaryCollector } from './aws/accountSummary';
import { addonsCollector } from './aws/addons';
import { clusterCollector } from './aws/cluster';
import { fargateProfilesCollector } from './aws/fargateProfiles';
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

/** One collector for each section of a snapshot. @public */
export const builtInCollectors: readonly Collector[] = [
  clusterCollector,
  accessEntriesCollector,
  podIdentityAssociationsCollector,
  addonsCollector,
  nodegroupsCollector,
  fargateProfilesCollector,
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
