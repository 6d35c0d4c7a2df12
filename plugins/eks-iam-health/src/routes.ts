import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The plugin's page, `/eks-iam-health` unless the app says otherwise. @public */
export const rootRouteRef = createRouteRef({ id: 'eks-iam-health' });

/** All clusters. @public */
export const fleetRouteRef = createSubRouteRef({
  id: 'eks-iam-health:fleet',
  parent: rootRouteRef,
  path: '/clusters',
});

/** One cluster, for those without an entity in the catalog. @public */
export const clusterRouteRef = createSubRouteRef({
  id: 'eks-iam-health:cluster',
  parent: rootRouteRef,
  path: '/clusters/:clusterId',
});

/** The error explainer; takes `?cluster=<cluster id>`. @public */
export const explainRouteRef = createSubRouteRef({
  id: 'eks-iam-health:explain',
  parent: rootRouteRef,
  path: '/explain',
});

/** One's own requests; a new one is made at `/requests/new?cluster=<cluster id>`. @public */
export const requestsRouteRef = createSubRouteRef({
  id: 'eks-iam-health:requests',
  parent: rootRouteRef,
  path: '/requests',
});

/** Requests that wait for a vote. @public */
export const approvalsRouteRef = createSubRouteRef({
  id: 'eks-iam-health:approvals',
  parent: rootRouteRef,
  path: '/approvals',
});

/** The tab of a cluster's entity. @public */
export const entityContentRouteRef = createRouteRef({
  id: 'eks-iam-health:entity-content',
});
