import { Page } from 'playwright-core';
import {
  detailOf,
  lookAccessible,
  maya,
  tabPath,
  walk,
} from '../support/scene';
import { must } from '../support/Walk';

/** The tab of a cluster, and one finding with its repair. */
export async function tabAndFinding(page: Page) {
  await walk.step(
    'a cluster of the fleet leads to its tab',
    async () => {
      await page
        .getByRole('link', { name: 'payments-prod', exact: true })
        .first()
        .click();
      await page.waitForURL(`**${tabPath}`);
      await page.getByText('Health score').first().waitFor();
      for (const area of [
        'Authentication',
        'Who has access',
        'Workload identity',
        'Kubernetes RBAC',
        'IAM permissions and PassRole',
        'Access keys',
        'Cross-account',
      ]) {
        await page.getByRole('heading', { name: area, exact: true }).waitFor();
      }
      await walk.picture(page, 'tab');
    },
    page,
  );
  await walk.step('the tab is accessible', () => lookAccessible(page));
  await walk.step(
    'a finding shows its evidence and a repair without placeholders',
    async () => {
      const detail = await detailOf(maya);
      const check = detail.report?.checks.find(
        c => c.checkId === 'aws-auth-role-path',
      );
      must(check?.verdict === 'fail', 'the role with a path is found');
      await page.getByRole('link', { name: check.title }).first().click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('Evidence', { exact: true }).first().waitFor();
      const text = await drawer.innerText();
      must(
        text.includes('aws eks create-access-entry'),
        'the repair as a command of the AWS CLI',
      );
      must(
        text.includes('aws eks delete-access-entry'),
        'the undo of the repair',
      );
      must(!/<[a-z-]+>|PLACEHOLDER/i.test(text), 'no placeholder in a command');
      await walk.picture(page, 'finding');
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
    },
    page,
  );
}
