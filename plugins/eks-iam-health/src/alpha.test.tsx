import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { clusterArnAnnotations } from 'backstage-plugin-eks-iam-health-common';
import plugin from './alpha';
import { eksIamHealthApiRef } from './api';
import { aMockedApi } from './__testUtils__/renderWithApi';
import { aSummary } from './testing/fixtures';
import { storyDetail, storyFleet } from './testing/story';

jest.setTimeout(30_000);

const api = aMockedApi({
  listClusters: async () => ({ items: storyFleet }),
  getClusterByEntity: async () => aSummary(),
  getCluster: async () => storyDetail(),
});

const withApi = plugin.withOverrides({
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({ api: eksIamHealthApiRef, deps: {}, factory: () => api }),
    }),
  ],
});

const anEntity = (kind: string, annotation?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name: 'payments-prod',
    annotations: annotation
      ? {
          [annotation]:
            'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
        }
      : {},
  },
});

describe('the plugin in an app of the new frontend system', () => {
  it('shows the fleet first, with its sub-pages as tabs', async () => {
    renderTestApp({
      features: [withApi],
      initialRouteEntries: ['/eks-iam-health'],
    });
    expect(
      await screen.findByRole('heading', { name: 'Fleet', level: 1 }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'payments-prod' }),
    ).toBeInTheDocument();
    for (const name of ['Fleet', 'Explain an error', 'Requests', 'Approvals']) {
      expect(screen.getByRole('tab', { name })).toBeInTheDocument();
    }
  });

  it('shows a cluster without an entity on its own page', async () => {
    renderTestApp({
      features: [withApi],
      initialRouteEntries: [
        '/eks-iam-health/clusters/aws.111122223333.eu-west-1.payments-prod',
      ],
    });
    expect(
      await screen.findByRole('heading', { name: 'payments-prod', level: 1 }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('navigation', { name: 'Areas, points lost' }),
    ).toBeInTheDocument();
  });

  const isShownOn = (entity: Entity) => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:eks-iam-health'),
    );
    const filter: unknown = tester.get(
      EntityContentBlueprint.dataRefs.filterFunction,
    );
    return (filter as (of: Entity) => boolean)(entity);
  };

  it.each(clusterArnAnnotations)('has a tab on resources with %s', name => {
    expect(isShownOn(anEntity('Resource', name))).toBe(true);
    expect(isShownOn(anEntity('Component', name))).toBe(false);
  });

  it('has no tab on other resources', () => {
    expect(isShownOn(anEntity('Resource'))).toBe(false);
  });

  it('renders the tab on the page of an entity', async () => {
    renderTestApp({
      features: [withApi],
      extensions: [
        createTestEntityPage({
          entity: anEntity('Resource', clusterArnAnnotations[0]),
        }),
      ],
    });
    expect(
      await screen.findByRole('navigation', { name: 'Areas, points lost' }),
    ).toBeInTheDocument();
    expect(api.getClusterByEntity).toHaveBeenCalledWith(
      'resource:default/payments-prod',
    );
  });

  it('leads from a finding on the tab to a request for that cluster', async () => {
    renderTestApp({
      features: [withApi],
      extensions: [
        createTestEntityPage({
          entity: anEntity('Resource', clusterArnAnnotations[0]),
        }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('link', {
        name: /Role ARN with path in aws-auth/,
      }),
    );
    const drawer = await screen.findByRole('dialog');
    await userEvent.click(
      within(drawer).getByRole('link', { name: 'Request access' }),
    );
    await waitFor(() =>
      expect(api.getRequestOptions).toHaveBeenCalledWith(
        storyDetail().summary.id,
      ),
    );
    expect(
      screen.getByRole('tab', { name: 'Requests', selected: true }),
    ).toBeInTheDocument();
  });
});
