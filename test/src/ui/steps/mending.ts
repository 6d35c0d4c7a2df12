import { Page } from 'playwright-core';
import {
  detailOf,
  estateFile,
  maya,
  portal,
  tabPath,
  walk,
} from '../support/scene';
import { eventually } from '../support/processes';
import { must } from '../support/Walk';

/** What is mended in AWS is seen to be mended. */
export async function mending(page: Page) {
  await walk.step(
    'what is mended in AWS is gone after "check now", and the history shows it',
    async () => {
      const data: Record<string, string> = estateFile.awsAuth.data;
      await portal.edit({
        kind: 'aws-auth',
        cluster: 'payments-prod',
        data: {
          ...data,
          mapRoles: data.mapRoles.replace('role/eng/platform/', 'role/'),
        },
      });
      await page.goto(`${portal.url}${tabPath}`);
      const button = page.getByRole('button', { name: 'Check now' });
      await button.click();
      await eventually('the finding is mended', async () => {
        const { findingRecords } = await detailOf(maya);
        return Object.values(findingRecords).some(
          r => r.checkId === 'aws-auth-role-path' && r.mendedAt,
        );
      });
      await page.getByText('Mended').first().waitFor({ timeout: 30_000 });
      const { report } = await detailOf(maya);
      const check = report?.checks.find(
        c => c.checkId === 'aws-auth-role-path',
      );
      must(check?.findings.length === 0, 'no finding of that check is left');
      await walk.picture(page, 'mended');
    },
    page,
  );
}
