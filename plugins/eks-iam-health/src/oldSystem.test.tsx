import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createApp } from '@backstage/app-defaults';
import { Entity } from '@backstage/catalog-model';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { clusterArnAnnotations } from 'backstage-plugin-eks-iam-health-common';
import { Route } from 'react-router-dom';
import {
  eksIamHealthApiRef,
  EksIamHealthPage,
  EntityIamHealthContent,
  isEksCluster,
} from '.';
import { aMockedApi } from './__testUtils__/renderWithApi';
import { aSummary } from './testing/fixtures';
import { storyDetail, storyFleet } from './testing/story';

const clusterId = storyDetail().summary.id;
const api = aMockedApi({
  listClusters: async () => ({ items: storyFleet }),
  getClusterByEntity: async () => aSummary(),
  getCluster: async () => storyDetail(),
  listRequests: async () => ({ items: [] }),
});

const aResource = (name: string, annotation?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    namespace: 'default',
    annotations: annotation
      ? { [annotation]: `arn:aws:eks:eu-west-1:111122223333:cluster/${name}` }
      : {},
  },
  spec: { type: 'kubernetes-cluster', owner: 'payments-platform' },
});

/** An app of the old frontend system, put together as README.md says. */
async function openAt(path: string) {
  window.history.replaceState({}, '', path);
  const app = createApp({
    apis: [
      createApiFactory(
        catalogApiRef,
        catalogApiMock({
          entities: [
            aResource('payments-prod', clusterArnAnnotations[0]),
            aResource('second', clusterArnAnnotations[1]),
            aResource('third', clusterArnAnnotations[2]),
            aResource('bucket'),
          ],
        }),
      ),
      createApiFactory(eksIamHealthApiRef, api),
    ],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          <EntityLayout>
            <EntityLayout.Route path="/" title="Overview">
              <div>about it</div>
            </EntityLayout.Route>
            <EntityLayout.Route
              path="/iam-health"
              title="IAM health"
              if={isEksCluster}
            >
              <EntityIamHealthContent />
            </EntityLayout.Route>
          </EntityLayout>
        </Route>
        <Route path="/eks-iam-health" element={<EksIamHealthPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}

describe('an app of the old frontend system', () => {
  it('leads from the fleet to the tab of a cluster, and from its finding to a request', async () => {
    await openAt('/eks-iam-health');
    await userEvent.click(
      await screen.findByRole('link', { name: 'payments-prod' }),
    );
    expect(
      await screen.findByRole('navigation', { name: 'Areas, points lost' }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe(
      '/catalog/default/resource/payments-prod/iam-health',
    );

    await userEvent.click(
      screen.getByRole('link', { name: /Role ARN with path in aws-auth/ }),
    );
    const drawer = await screen.findByRole('dialog');
    await userEvent.click(
      within(drawer).getByRole('link', { name: 'Request access' }),
    );
    expect(
      await screen.findByRole('tab', { name: 'Requests', selected: true }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe('/eks-iam-health/requests/new');
    expect(api.getRequestOptions).toHaveBeenCalledWith(clusterId);
  });

  it.each([
    ['Explain an error', 'explain'],
    ['Requests', 'requests'],
    ['Approvals', 'approvals'],
  ])('opens %s by its tab', async (name, path) => {
    await openAt('/eks-iam-health');
    await userEvent.click(await screen.findByRole('tab', { name }));
    expect(await screen.findByRole('heading', { name })).toBeInTheDocument();
    expect(window.location.pathname).toBe(`/eks-iam-health/${path}`);
  });

  it.each(['payments-prod', 'second', 'third'])(
    'offers the tab on %s',
    async name => {
      await openAt(`/catalog/default/resource/${name}`);
      expect(
        await screen.findByRole('tab', { name: 'IAM health' }),
      ).toBeInTheDocument();
    },
  );

  it('offers no tab on what is no cluster', async () => {
    await openAt('/catalog/default/resource/bucket');
    const tabs = await screen.findByRole('tablist');
    expect(within(tabs).getByText('Overview')).toBeInTheDocument();
    expect(within(tabs).queryByText('IAM health')).not.toBeInTheDocument();
  });
});
