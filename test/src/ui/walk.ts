/**
 * Walks through the production build in a browser, from the sign-in to an access entry that is taken away again. The
 * portal, the database, the SDKs and the sockets are real; the estate behind them is the simulated one.
 */
import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, Page } from 'playwright-core';
import { parse } from 'yaml';
import {
  AccessRequestDetail,
  ClusterDetail,
  ClusterList,
  RequestOptions,
} from 'backstage-plugin-eks-iam-health-common';
import { signIn, startBrowser } from './support/browser';
import { Portal } from './support/Portal';
import { eventually } from './support/processes';
import { filesWith, tablesWith } from './support/leaks';
import { must, Walk } from './support/Walk';

const root = join(__dirname, '../../..');
const pictures = join(root, 'var/pictures');
const maya = 'user:default/maya.lindqvist';
const omar = 'user:default/omar.farouk';
const vera = 'user:default/vera.visitor';
const payments = 'aws.111122223333.eu-west-1.payments-prod';
const tabPath = '/catalog/default/resource/payments-prod/iam-health';
const estateFile = parse(
  readFileSync(join(root, 'estates/demo/clusters/payments-prod.yaml'), 'utf8'),
);
/** It stands in the environment of a pod of the estate, and must be nowhere else. */
const plantedSecret: string =
  estateFile.namespaces.reporting.workloads['statement-export'].env
    .AWS_SECRET_ACCESS_KEY;

const portal = new Portal(mkdtempSync(join(tmpdir(), 'eks-iam-health-walk-')));
const walk = new Walk(pictures);

const detailOf = async (user: string) =>
  (await (
    await portal.api(user, `/clusters/${payments}`)
  ).json()) as ClusterDetail;

const entryOf = async (principalArn: string) =>
  (
    await portal.estate<Array<{ principalArn: string }>>(
      'clusters/payments-prod/access-entries',
    )
  ).find(e => e.principalArn === principalArn);

async function lookAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('[data-width]')
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze();
  const words = violations.map(v => `${v.id}: ${v.nodes[0]?.html}`);
  must(
    words.length === 0,
    `no accessibility violation, got ${words.join('\n')}`,
  );
}

async function main(browser: Browser) {
  await portal.startSimulator();
  await portal.startBackend();
  const { page } = await signIn(browser, portal.url, 'Maya Lindqvist');
  await fleet(page);
  await tabAndFinding(page);
  await explainer(page);
  await mending(page);
  await requests(browser, page);
  await refusals(browser);
  await killing();
  await looks(browser);
  await secrets(page);
}

async function fleet(page: Page) {
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

async function tabAndFinding(page: Page) {
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

async function explainer(page: Page) {
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

async function mending(page: Page) {
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

async function requests(browser: Browser, mayaPage: Page) {
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

async function refusals(browser: Browser) {
  await walk.step('a visitor is told which permission is missing', async () => {
    const { page, context } = await signIn(browser, portal.url, 'Vera Visitor');
    await page.goto(`${portal.url}${tabPath}`);
    await page
      .getByText('You may see this cluster, but not its IAM health')
      .waitFor();
    await walk.picture(page, 'denied');
    await context.close();
    const answer = await portal.api(vera, `/clusters/${payments}`);
    must([403, 404].includes(answer.status), `no report, got ${answer.status}`);
  });
  const cases: Array<[string, string, RequestInit, number[]]> = [
    ['an unknown cluster', '/clusters/aws.999999999999.eu-west-1.x', {}, [404]],
    ['a cluster id that is none', '/clusters/..%2Fetc', {}, [400, 404]],
    [
      'unknown fields',
      '/explain',
      { method: 'POST', body: JSON.stringify({ text: 'x', more: 1 }) },
      [400],
    ],
    [
      'a body that is no JSON',
      '/explain',
      { method: 'POST', body: '{"text":' },
      [400],
    ],
    [
      'a paste of 5 MB',
      '/explain',
      { method: 'POST', body: JSON.stringify({ text: 'x'.repeat(5e6) }) },
      [400, 413],
    ],
    [
      'a request with a requester in its body',
      '/requests',
      { method: 'POST', body: JSON.stringify({ requesterRef: maya }) },
      [400, 422],
    ],
  ];
  for (const [name, path, init, expected] of cases) {
    await walk.step(`${name} is refused with clear words`, async () => {
      const answer = await portal.api(maya, path, init);
      const text = await answer.text();
      must(
        expected.includes(answer.status),
        `${expected.join(' or ')}, got ${answer.status}: ${text}`,
      );
      const { error } = JSON.parse(text) as { error: { message: string } };
      must(error.message.length > 5, 'a message');
    });
  }
}

async function killing() {
  await walk.step(
    'a backend killed in the middle of a scan leaves the last report and scans again',
    async () => {
      const before = await detailOf(maya);
      await portal.api(maya, `/clusters/${payments}/scans`, {
        method: 'POST',
      });
      await portal.killBackend();
      await portal.startBackend();
      const after = await eventually('the report is there', async () => {
        const detail = await detailOf(maya);
        return detail.report && detail;
      });
      must(
        after.report?.checks.length === before.report?.checks.length,
        'the same report or a newer one of the same checks',
      );
      await eventually(
        'no scan hangs',
        async () => {
          const { runningScan, summary } = await detailOf(maya);
          return !runningScan && summary.condition === 'current';
        },
        120,
      );
    },
  );
  await walk.step(
    'a backend killed in the middle of a grant finishes it after the start, and takes it back',
    async () => {
      const post = async <T>(user: string, path: string, body: object) => {
        const answer = await portal.api(user, path, {
          method: 'POST',
          body: JSON.stringify(body),
        });
        const text = await answer.text();
        must(
          answer.ok,
          `${path} to be accepted, got ${answer.status}: ${text}`,
        );
        return JSON.parse(text) as T;
      };
      const options = (await (
        await portal.api(omar, `/clusters/${payments}/request-options`)
      ).json()) as RequestOptions;
      const [subject] = options.subjects;
      const asked = await post<AccessRequestDetail>(omar, '/requests', {
        clusterId: payments,
        subjectRef: subject.ref,
        principalArn: subject.principals[0].principalArn,
        level: 'view',
        scope: { type: 'namespace', namespaces: ['checkout'] },
        durationSeconds: 3600,
        reason: 'See that a grant survives a failing machine.',
      });
      const { version, specHash, id, principalArn } = asked;
      await post(maya, `/requests/${id}/vote`, {
        decision: 'approve',
        version,
        specHash,
      });
      await portal.killBackend();
      await portal.startBackend();
      const now = async () =>
        (await (
          await portal.api(omar, `/requests/${id}`)
        ).json()) as AccessRequestDetail;
      const active = await eventually(
        'the grant is active',
        async () => {
          const request = await now();
          return request.state === 'active' && request;
        },
        120,
      );
      must(await entryOf(principalArn), 'an access entry for the role');
      await post(omar, `/requests/${id}/release`, { version: active.version });
      await eventually(
        'the grant is taken back',
        async () => (await now()).state === 'ended',
        120,
      );
      must(!(await entryOf(principalArn)), 'no access entry for the role');
    },
  );
}

async function looks(browser: Browser) {
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

async function secrets(page: Page) {
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

(async () => {
  const browser = await startBrowser();
  let ok = false;
  try {
    await main(browser);
  } catch (error) {
    await walk.step('the walk comes to its end', async () => {
      throw error;
    });
  } finally {
    ok = walk.end(join(root, 'var/browser.json'));
    await browser.close();
    await portal.stop();
  }
  process.exit(ok ? 0 : 1);
})();
