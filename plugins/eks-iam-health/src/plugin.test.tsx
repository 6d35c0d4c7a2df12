import { screen } from '@testing-library/react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Route, Routes } from 'react-router-dom';
import {
  eksIamHealthApiRef,
  EksIamHealthPage,
  EntityIamHealthContent,
  isEksCluster,
} from '.';
import { aMockedApi } from './__testUtils__/renderWithApi';
import { aSummary } from './testing/fixtures';
import { storyDetail, storyFleet } from './testing/story';

jest.setTimeout(30_000);

const api = aMockedApi({
  listClusters: async () => ({ items: storyFleet }),
  getClusterByEntity: async () => aSummary(),
  getCluster: async () => storyDetail(),
});

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'payments-prod',
    annotations: {
      'amazonaws.com/arn':
        'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
    },
  },
};

const showTab = (of: Entity) =>
  renderInTestApp(
    <TestApiProvider apis={[[eksIamHealthApiRef, api]]}>
      <Routes>
        <Route
          path="/tab"
          element={
            <EntityProvider entity={of}>
              <EntityIamHealthContent />
            </EntityProvider>
          }
        />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/tab'] },
  );

describe('the plugin in an app of the old frontend system', () => {
  it('draws its page with header and tabs', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[eksIamHealthApiRef, api]]}>
        <Routes>
          <Route path="/eks-iam-health/*" element={<EksIamHealthPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/eks-iam-health'] },
    );
    expect(
      await screen.findByRole('heading', { name: 'EKS IAM health' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'payments-prod' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Requests' })).toBeInTheDocument();
  });

  it('draws the tab of an entity', async () => {
    await showTab(entity);
    expect(
      await screen.findByRole('navigation', { name: 'Areas, points lost' }),
    ).toBeInTheDocument();
  });

  it('tells a missing annotation, with the three that would do', async () => {
    const bare = { ...entity, metadata: { name: 'payments-prod' } };
    expect(isEksCluster(bare)).toBe(false);
    expect(isEksCluster(entity)).toBe(true);
    await showTab(bare);
    expect(
      await screen.findByText('This entity names no EKS cluster'),
    ).toBeInTheDocument();
    for (const name of [
      'amazonaws.com/arn',
      'amazon.com/eks-cluster-arn',
      'aws.amazon.com/arn',
    ]) {
      expect(document.body).toHaveTextContent(name);
    }
  });
});
