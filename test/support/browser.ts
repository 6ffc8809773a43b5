import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The headless shell first: it takes half of the CPU time of a whole browser, and draws the same pages. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A suite that needs a browser. Without Chromium it is skipped and says so; with REQUIRE_ALL=1 it fails instead.
 * `open` opens a page. Any error in its console fails the test.
 */
export function describeWithBrowser(
  title: string,
  suite: (open: (url: string, options?: BrowserContextOptions) => Promise<Page>) => void,
): void {
  describe(title, () => {
    before(function () {
      if (chromiumHere() === undefined) this.skip();
    });

    // In a suite of its own, because mocha runs no hooks of a skipped suite.
    describe('in a browser', () => {
      let browser: Browser;
      const errors: string[] = [];
      const pages: Page[] = [];

      before(async () => {
        browser = await startChromium();
      });
      after(() => browser.close());
      afterEach(async () => {
        for (const page of pages.splice(0)) await page.context().close();
        expect(errors.splice(0)).to.deep.equal([]);
      });

      suite(async (url, options) => {
        const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
        page.setDefaultTimeout(30_000);
        pages.push(page);
        page.on('pageerror', (error) => errors.push(String(error)));
        page.on('console', (message) => {
          if (message.type() === 'error') errors.push(message.text());
        });
        await page.goto(url);
        await page.locator('html[data-ready]').waitFor({ state: 'attached' });
        return page;
      });
    });
  });
}

export function startChromium(): Promise<Browser> {
  const executablePath = chromiumHere();
  if (executablePath === undefined) throw new Error('This machine has no Chromium.');
  return chromium.launch({ executablePath, args });
}

function chromiumHere(): string | undefined {
  const found = [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
  if (found !== undefined) return found;
  const problem = 'There is no Chromium on this machine';
  if (process.env.REQUIRE_ALL === '1') throw new Error(`${problem}, and REQUIRE_ALL=1 asks for it.`);
  console.warn(`\n*** ${problem}: THE TESTS OF THE PAGE ARE SKIPPED. Set CHROMIUM to its path to run them. ***\n`);
  return undefined;
}
