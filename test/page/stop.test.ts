import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Program, startProgram } from '../bots/program.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';
import { ask } from './chat.js';

describeWithBrowser('STOP on the page', (open) => {
  let program: Program;
  let page: Page;
  beforeEach(async () => {
    program = await startProgram();
    page = await open(program.emulator?.url ?? '');
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).waitFor();
  });
  afterEach(() => program.stop());

  const tab = (name: string) => page.getByRole('tab', { name }).click();
  const consent = () => page.locator('#consent');

  /** Sends what stands in the form. */
  async function notify(): Promise<void> {
    await tab('Notify');
    await page.locator('#notify').getByRole('button', { name: 'Send', exact: true }).click();
  }

  it('is confirmed and shown with its words; a notification is refused and says why, until it is lifted', async () => {
    await consent().getByText('Nothing was signed up for, and nothing stopped.').waitFor();
    await ask(page, 'Stop!', /no more messages from us/);
    await consent()
      .getByText(/^Stopped .*, chat: “Stop!”$/)
      .waitFor();
    await expectAccessible(page);

    await notify();
    await page.locator('.verdict.refused', { hasText: 'Refused' }).waitFor();
    await page.locator('.result', { hasText: 'The person has written STOP' }).waitFor();
    await tab('Why');
    const decided = page.locator('.decided summary', { hasText: 'Not sent: the person has said stop' });
    await decided.click();
    await page.locator('#decisions').getByText('needs the person’s consent', { exact: false }).waitFor();
    await page.locator('.decided').getByRole('button', { name: 'Its way' }).first().click();
    await page.locator('#why').getByText('Not sent', { exact: true }).waitFor();
    await expectAccessible(page);

    await consent().getByRole('button', { name: 'Lift the stop' }).click();
    await consent().getByRole('button', { name: 'Stop everything' }).waitFor();
    await consent().getByText('History (2)').click();
    await consent()
      .getByText(/started, emulator page$/)
      .waitFor();
    await notify();
    await page.locator('.verdict', { hasText: 'Read as it stands' }).waitFor();
  });

  it('comes from the provider too, once it has refused a message', async () => {
    program.emulator?.optOut('27820000001', 'listed');
    await page.getByText('Thandi has opted out at the provider', { exact: false }).waitFor();
    await notify();
    await page.locator('.verdict.failed').waitFor();
    await tab('Why');
    await consent()
      .getByText(/^Stopped .*, provider/)
      .waitFor();
    expect(program.emulator?.violations).to.deep.equal([]);
  });
});
