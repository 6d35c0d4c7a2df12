import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import { findingKey } from '../model/findingKey';
import { clusterRouteRef } from '../routes';
import { useOptionalRoute } from './useOptionalRoute';

/** The path of the tab on an entity's page. */
export const entityContentPath = 'iam-health';

/** Where a cluster is shown: the tab of its entity, or the plugin's own page when it has none. */
export function useClusterHref() {
  const entityRoute = useOptionalRoute(entityRouteRef);
  const clusterRoute = useOptionalRoute(clusterRouteRef);
  return useCallback(
    (
      cluster: ClusterSummary,
      finding?: { checkId: string; subject: string },
    ): string => {
      const query = finding
        ? `?${new URLSearchParams({
            finding: findingKey(finding.checkId, finding.subject),
          })}`
        : '';
      if (cluster.entityRef && entityRoute) {
        const { kind, namespace, name } = parseEntityRef(cluster.entityRef);
        const entity = entityRoute({
          kind: kind.toLocaleLowerCase('en-US'),
          namespace: namespace.toLocaleLowerCase('en-US'),
          name,
        });
        return `${entity}/${entityContentPath}${query}`;
      }
      const page =
        clusterRoute?.({ clusterId: cluster.id }) ??
        `/eks-iam-health/clusters/${cluster.id}`;
      return `${page}${query}`;
    },
    [entityRoute, clusterRoute],
  );
}
