import { Page } from 'playwright-core';
import { lookAccessible, payments, portal, walk } from '../support/scene';

/** A pasted error. */
export async function explainer(page: Page) {
  await walk.step(
    'a pasted error is explained, and the snapshot proves its cause',
    async () => {
      await page.goto(
        `${portal.url}/eks-iam-health/explain?cluster=${payments}`,
      );
      await page
        .getByRole('textbox', { name: 'Error text' })
        .fill(
          'error: You must be logged in to the server (Unauthorized)\n' +
            'arn:aws:sts::111122223333:assumed-role/PaymentsDeveloper/omar.farouk',
        );
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('Causes, most likely first').waitFor();
      await page.getByText('Proven').first().waitFor();
      await walk.picture(page, 'explain');
    },
    page,
  );
  await walk.step('the explainer is accessible', () => lookAccessible(page));
}
