import { Page } from 'playwright-core';
import { ClusterList } from 'backstage-plugin-eks-iam-health-common';
import { lookAccessible, maya, portal, walk } from '../support/scene';
import { eventually } from '../support/processes';

/** The fleet page. */
export async function fleet(page: Page) {
  await walk.step(
    'the fleet page shows the 8 clusters with their verdicts',
    async () => {
      await eventually(
        'all clusters scanned once',
        async () => {
          const { items } = (await (
            await portal.api(maya, '/clusters')
          ).json()) as ClusterList;
          return items.length === 8 && items.every(c => c.lastScanAt);
        },
        150,
      );
      await page.goto(`${portal.url}/eks-iam-health/clusters`);
      for (const name of [
        'payments-prod',
        'identity-prod',
        'legacy-batch',
        'data-lake-prod',
        'checkout-prod',
        'ml-training',
        'payments-staging',
        'cn-storefront',
      ]) {
        await page.getByRole('link', { name, exact: true }).first().waitFor();
      }
      await page.getByText('Not reachable').first().waitFor();
      await walk.picture(page, 'fleet');
    },
    page,
  );
  await walk.step('the fleet page is accessible', () => lookAccessible(page));
}
