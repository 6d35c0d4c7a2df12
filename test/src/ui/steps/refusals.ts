import { Browser } from 'playwright-core';
import { maya, payments, portal, tabPath, vera, walk } from '../support/scene';
import { signIn } from '../support/browser';
import { must } from '../support/Walk';

/** What is not allowed and what is no good question. */
export async function refusals(browser: Browser) {
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
