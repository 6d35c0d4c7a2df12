/**
 * Walks through the production build in a browser, from the sign-in to an access entry that is taken away again. The
 * portal, the database, the SDKs and the sockets are real; the estate behind them is the simulated one.
 */
import { join } from 'node:path';
import { Browser } from 'playwright-core';
import { explainer } from './steps/explainer';
import { fleet } from './steps/fleet';
import { killing } from './steps/killing';
import { looks } from './steps/looks';
import { mending } from './steps/mending';
import { refusals } from './steps/refusals';
import { requests } from './steps/requests';
import { secrets } from './steps/secrets';
import { tabAndFinding } from './steps/tabAndFinding';
import { signIn, startBrowser } from './support/browser';
import { portal, root, walk } from './support/scene';

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
