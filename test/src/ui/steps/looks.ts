import { Browser } from 'playwright-core';
import { portal, tabPath, walk } from '../support/scene';
import { signIn } from '../support/browser';

/** Every screen in the dark theme and in a narrow window. */
export async function looks(browser: Browser) {
  for (const [name, options] of [
    ['dark', { dark: true }],
    ['narrow', { width: 900 }],
  ] as const) {
    await walk.step(`the screens are there, ${name}`, async () => {
      const { page, context } = await signIn(
        browser,
        portal.url,
        'Maya Lindqvist',
        options,
      );
      await page.goto(`${portal.url}/eks-iam-health/clusters`);
      await page
        .getByRole('link', { name: 'payments-prod', exact: true })
        .first()
        .waitFor();
      await walk.picture(page, `fleet-${name}`);
      await page.goto(`${portal.url}${tabPath}`);
      await page.getByText('Health score').first().waitFor();
      await walk.picture(page, `tab-${name}`);
      for (const cluster of ['data-lake-prod', 'checkout-prod']) {
        await page.goto(
          `${portal.url}/catalog/default/resource/${cluster}/iam-health`,
        );
        await page.getByText('What could not be read').first().waitFor();
        await walk.picture(page, `tab-${cluster}-${name}`);
      }
      await context.close();
    });
  }
}
