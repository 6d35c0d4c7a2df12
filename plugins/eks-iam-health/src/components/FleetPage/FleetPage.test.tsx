import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { useLocation } from 'react-router-dom';
import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import { aSummary } from '../../testing/fixtures';
import { aMockedApi, renderWithApi } from '../../__testUtils__/renderWithApi';
import { storyFleet } from '../../testing/story';
import { FleetPage } from './FleetPage';

jest.setTimeout(30_000);

function Address() {
  return <output>{useLocation().search}</output>;
}

function show(items: ClusterSummary[] | Error, search = '') {
  const listClusters = async () => {
    if (!Array.isArray(items)) throw items;
    return { items };
  };
  return renderWithApi(
    <main>
      <FleetPage />
      <Address />
    </main>,
    aMockedApi({ listClusters }),
    { url: `/eks-iam-health/clusters${search}` },
  );
}

const table = () =>
  screen.findByRole('table', { name: 'Clusters, most urgent first' });
const names = async () =>
  within(await table())
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);

describe('the fleet', () => {
  it('lists the most urgent first and dates what is not current', async () => {
    const { container } = show(storyFleet);
    expect(await names()).toEqual([
      'payments-prod',
      'data-lake-prod',
      'edge-eu-2',
      'checkout-prod',
      'cn-storefront',
      'identity-prod',
      'web-canary',
    ]);
    const row = screen.getByRole('row', { name: /data-lake-prod/ });
    expect(row).toHaveTextContent('Not reachable');
    expect(row).toHaveTextContent(/score is of 19 Nov/);
    expect(row).toHaveTextContent('timed out after 10 s.');
    expect(screen.getByRole('row', { name: /web-canary/ })).toHaveTextContent(
      'not known yet',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('leads to the cluster, and from the worst finding to that finding', async () => {
    show([
      aSummary({
        name: 'cn-storefront',
        entityRef: undefined,
        worst: {
          checkId: 'a-check',
          subject: 'ns/name',
          title: 'The worst',
          message: 'is bad',
          severity: 'high',
        },
      }),
    ]);
    const page =
      '/eks-iam-health/clusters/aws.111122223333.eu-west-1.cn-storefront';
    expect(
      await screen.findByRole('link', { name: 'cn-storefront' }),
    ).toHaveAttribute('href', page);
    expect(screen.getByRole('link', { name: 'The worst' })).toHaveAttribute(
      'href',
      `${page}?finding=a-check%7Ens%2Fname`,
    );
  });

  it('sums up without counting old scores', async () => {
    show(storyFleet);
    const strip = await screen.findByRole('region', { name: 'Fleet in short' });
    expect(strip).toHaveTextContent('1 unhealthy');
    expect(strip).toHaveTextContent('3 not known now');
    expect(strip).toHaveTextContent('Not current2');
  });

  it('takes its filters from the address', async () => {
    show(storyFleet, '?health=healthy&environment=staging');
    expect(await names()).toEqual(['cn-storefront']);
    expect(screen.getByText('1 of 7')).toBeInTheDocument();
  });

  it('puts its filters into the address, and clears them', async () => {
    const user = userEvent.setup();
    show(storyFleet);
    await table();
    await user.click(screen.getByRole('button', { name: /^Region/ }));
    await user.click(screen.getByRole('option', { name: 'eu-north-1' }));
    await user.keyboard('{Escape}');
    expect(await names()).toEqual(['edge-eu-2']);
    expect(screen.getByText('?region=eu-north-1')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await names()).toHaveLength(7);
  });

  it('is searched by name or ARN, with the key that jumps there', async () => {
    const user = userEvent.setup();
    show(storyFleet);
    await table();
    await user.keyboard('/');
    await user.keyboard('999900001111');
    await waitFor(async () => expect(await names()).toEqual(['identity-prod']));
    expect(screen.getByText('?q=999900001111')).toBeInTheDocument();
  });

  it('says when nothing matches, and how to get back', async () => {
    show(storyFleet, '?q=nothing-is-called-so');
    expect(
      await screen.findByText(/No cluster matches these filters/),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Clear filters' }).length,
    ).toBeGreaterThan(0);
  });

  it('shows 1,000 clusters a page at a time', async () => {
    const user = userEvent.setup();
    show(
      Array.from({ length: 1000 }, (_, i) =>
        aSummary({ name: `cluster-${String(i).padStart(4, '0')}` }),
      ),
      '?page=20',
    );
    expect(await screen.findByText('951 to 1000 of 1000')).toBeInTheDocument();
    expect((await names())[0]).toBe('cluster-0950');
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    expect(await screen.findByText('901 to 950 of 1000')).toBeInTheDocument();
  });

  it('says how to begin when there is no cluster yet', async () => {
    show([]);
    expect(
      await screen.findByRole('heading', { name: 'No clusters yet' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/fromCatalog: true/)).toBeInTheDocument();
  });

  it('says when the list could not be loaded', async () => {
    show(new TypeError('Failed to fetch'));
    expect(
      await screen.findByText(
        /The list of clusters could not be loaded: the backend did not answer/,
      ),
    ).toBeInTheDocument();
  });
});
