import { Browser, Page } from 'playwright-core';
import { AccessRequestDetail } from 'backstage-plugin-eks-iam-health-common';
import { entryOf, omar, payments, portal, walk } from '../support/scene';
import { signIn } from '../support/browser';
import { eventually } from '../support/processes';
import { must } from '../support/Walk';

/** Access is asked for, approved by somebody else, granted, and taken away in time. */
export async function requests(browser: Browser, mayaPage: Page) {
  let requestId = '';
  const { page } = await signIn(browser, portal.url, 'Omar Farouk');
  const state = async () =>
    (await (
      await portal.api(omar, `/requests/${requestId}`)
    ).json()) as AccessRequestDetail;

  await walk.step(
    'Omar asks for access and sees what it would do',
    async () => {
      await page.goto(
        `${portal.url}/eks-iam-health/requests/new?cluster=${payments}&namespace=checkout`,
      );
      await page.getByRole('radio', { name: 'View' }).check();
      await page.getByRole('button', { name: 'Custom' }).click();
      await page.getByLabel('Minutes').fill('1');
      await page
        .getByRole('textbox', { name: 'Why' })
        .fill('Follow the checkout rollout and read its logs.');
      await page.getByText('What will happen, step by step').waitFor();
      await walk.picture(page, 'request');
      await page.getByRole('button', { name: 'Send request' }).click();
      await page.getByText('Waiting for a decision').first().waitFor();
      requestId = page.url().split('/').pop() ?? '';
      must(/^[0-9A-Za-z-]{8,}$/.test(requestId), 'the address of the request');
    },
    page,
  );
  await walk.step('Omar cannot approve what he asked for', async () => {
    const { version, specHash } = await state();
    const answer = await portal.api(omar, `/requests/${requestId}/vote`, {
      method: 'POST',
      body: JSON.stringify({ decision: 'approve', version, specHash }),
    });
    must(answer.status === 403, `403, got ${answer.status}`);
    must((await state()).state === 'pending', 'the request still waits');
  });
  await walk.step(
    'Maya approves, and the access entry is in EKS',
    async () => {
      await mayaPage.goto(`${portal.url}/eks-iam-health/approvals`);
      await mayaPage
        .getByRole('link', { name: /View on payments-prod/ })
        .first()
        .click();
      await mayaPage.getByText('What will change in EKS').waitFor();
      await walk.picture(mayaPage, 'approval');
      await mayaPage.getByRole('button', { name: /^Approve/ }).click();
      await eventually(
        'the request is active',
        async () => (await state()).state === 'active',
      );
      const { principalArn } = await state();
      const entry = await entryOf(principalArn);
      must(entry, 'an access entry for the role');
      must(
        JSON.stringify(entry).includes('AmazonEKSViewPolicy'),
        'the view policy on it',
      );
      await page.reload();
      await page.getByText('Active').first().waitFor();
      await walk.picture(page, 'request-active');
    },
    mayaPage,
  );
  await walk.step(
    'it ends by itself, verified: the access entry is gone',
    async () => {
      await eventually(
        'the request ended',
        async () => (await state()).state === 'ended',
        150,
      );
      const { principalArn, endReason } = await state();
      must(endReason === 'expired', `ended because expired, got ${endReason}`);
      must(!(await entryOf(principalArn)), 'no access entry for the role');
    },
    page,
  );
}
