import { join } from 'node:path';
import { Page } from 'playwright-core';
import { ClusterList } from 'backstage-plugin-eks-iam-health-common';
import { maya, plantedSecret, portal, tabPath, walk } from '../support/scene';
import { must } from '../support/Walk';
import { filesWith, tablesWith } from '../support/leaks';

/** The planted secret is looked for everywhere. */
export async function secrets(page: Page) {
  await walk.step(
    'the planted secret is in no table, log, response or page',
    async () => {
      const places = [
        ...filesWith(portal.folder, plantedSecret),
        ...tablesWith(join(portal.folder, 'db'), plantedSecret),
      ];
      const { items } = (await (
        await portal.api(maya, '/clusters')
      ).json()) as ClusterList;
      for (const { id } of items) {
        const body = await (await portal.api(maya, `/clusters/${id}`)).text();
        if (body.includes(plantedSecret)) places.push(`GET /clusters/${id}`);
      }
      await page.goto(`${portal.url}${tabPath}`);
      await page.getByText('Health score').first().waitFor();
      if ((await page.content()).includes(plantedSecret))
        places.push('the tab');
      must(places.length === 0, `nowhere, found in ${places.join(', ')}`);
    },
  );
}
