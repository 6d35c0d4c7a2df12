import { Browser, BrowserContext, chromium, Page } from 'playwright-core';

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A browser of one person, signed in through the page as anybody would. */
export async function signIn(
  browser: Browser,
  portalUrl: string,
  name: string,
  options: { dark?: boolean; width?: number } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 1000 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${portalUrl}/eks-iam-health`);
  await page
    .getByRole('button', { name: `Enter as ${name}` })
    .click({ timeout: 60_000 });
  return { context, page };
}
