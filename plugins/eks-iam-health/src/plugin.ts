import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { eksIamHealthApiRef, EksIamHealthClient } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';

/** EKS IAM Health for apps of the old frontend system. @public */
export const eksIamHealthPlugin = createPlugin({
  id: 'eks-iam-health',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  apis: [
    createApiFactory({
      api: eksIamHealthApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new EksIamHealthClient(deps),
    }),
  ],
});

/** The page with fleet, error explainer, requests and approvals; mount it at `/eks-iam-health`. @public */
export const EksIamHealthPage = eksIamHealthPlugin.provide(
  createRoutableExtension<() => JSX.Element>({
    name: 'EksIamHealthPage',
    component: () => import('./components/PluginPage').then(m => m.PluginPage),
    mountPoint: rootRouteRef,
  }),
);

/** The tab of a cluster's entity; show it where `isEksCluster` says so, at `/iam-health`. @public */
export const EntityIamHealthContent = eksIamHealthPlugin.provide(
  createRoutableExtension<() => JSX.Element>({
    name: 'EntityIamHealthContent',
    component: () =>
      import('./components/EntityIamHealthContent').then(
        m => m.EntityIamHealthContent,
      ),
    mountPoint: entityContentRouteRef,
  }),
);
