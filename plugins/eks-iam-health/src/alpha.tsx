/**
 * IAM health of EKS clusters for apps of the new frontend system.
 *
 * @packageDocumentation
 */
import { RouteRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  OverridableFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiKey2Line } from '@remixicon/react';
import { eksIamHealthApiRef, EksIamHealthClient } from './api';
import { PageRoom } from './components/PageRoom';
import { entityContentRouteRef, rootRouteRef } from './routes';

async function inRoom(component: Promise<() => JSX.Element>) {
  const Component = await component;
  return (
    <PageRoom>
      <Component />
    </PageRoom>
  );
}

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eksIamHealthApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new EksIamHealthClient(deps),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/eks-iam-health',
    title: 'EKS IAM health',
    icon: <RiKey2Line />,
    routeRef: rootRouteRef,
  },
});

const fleetPage = SubPageBlueprint.make({
  name: 'fleet',
  params: {
    path: 'clusters',
    title: 'Fleet',
    loader: () =>
      inRoom(import('./components/FleetPage').then(m => m.FleetRoutes)),
  },
});

const explainPage = SubPageBlueprint.make({
  name: 'explain',
  params: {
    path: 'explain',
    title: 'Explain an error',
    loader: () =>
      inRoom(import('./components/ExplainPage').then(m => m.ExplainPage)),
  },
});

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Requests',
    loader: () =>
      inRoom(import('./components/RequestsPage').then(m => m.RequestsPage)),
  },
});

const approvalsPage = SubPageBlueprint.make({
  name: 'approvals',
  params: {
    path: 'approvals',
    title: 'Approvals',
    loader: () =>
      inRoom(import('./components/ApprovalsPage').then(m => m.ApprovalsPage)),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: 'iam-health',
    title: 'IAM health',
    group: 'operation',
    routeRef: entityContentRouteRef,
    // As data, so that an app can replace it in its configuration.
    filter: {
      $all: [
        { kind: 'resource' },
        {
          $any: [
            { 'metadata.annotations.amazonaws.com/arn': { $exists: true } },
            {
              'metadata.annotations.amazon.com/eks-cluster-arn': {
                $exists: true,
              },
            },
            { 'metadata.annotations.aws.amazon.com/arn': { $exists: true } },
          ],
        },
      ],
    },
    loader: () =>
      import('./components/EntityIamHealthContent').then(m => (
        <m.EntityIamHealthContent />
      )),
  },
});

/**
 * EKS IAM Health for apps of the new frontend system.
 *
 * @public
 */
// Typed by hand: the inferred type spells out every blueprint, in an order that changes from one compilation to the next.
const eksIamHealthPlugin: OverridableFrontendPlugin<{
  root: RouteRef<undefined>;
  entityContent: RouteRef<undefined>;
}> = createFrontendPlugin({
  pluginId: 'eks-iam-health',
  title: 'EKS IAM health',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    api,
    page,
    fleetPage,
    explainPage,
    requestsPage,
    approvalsPage,
    entityContent,
  ],
});

export default eksIamHealthPlugin;
