import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Program, startProgram } from '../bots/program.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';

const template = { name: 'ticket_resolved', parameters: { name: 'Thandi', ticket: 'T-42', summary: 'new bulb' } };

describeWithBrowser('Reasons and costs on the page', (open) => {
  let program: Program;
  let page: Page;
  beforeEach(async () => {
    program = await startProgram();
    page = await open(program.emulator?.url ?? '');
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).waitFor();
    await page.getByRole('button', { name: '+25 h' }).click();
    // The clock has moved only now, and the notification finds the window closed.
    await page
      .locator('.chat')
      .getByText(/^Window closed since/)
      .waitFor();
    await program.api('/api/notifications', { body: { to: '27820000001', text: 'It is resolved.', template } });
    await page.locator('.bubble.template .ticks.read').waitFor();
  });
  afterEach(() => program.stop());

  it('tell in one reading why a message left as it did', async () => {
    await page.locator('.bubble.template .text').click();
    const words = page.locator('#why .sentence');
    await words.waitFor();
    expect(await words.textContent()).to.match(/sent as the template ticket_resolved .*closed since/);
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).locator('.text').click();
    await page.locator('#why .sentence', { hasText: 'sent as it is' }).waitFor();
    await expectAccessible(page);
  });

  it('list what was decided about a person, what was refused too', async () => {
    const body = { to: '27820000001', text: 'It is resolved.', template, whenClosed: 'refuse' };
    await program.api('/api/notifications', { body });
    await page.getByRole('tab', { name: 'Why' }).click();
    const list = page.locator('.decided summary');
    await page.locator('.decided summary', { hasText: 'Not sent' }).waitFor({ timeout: 15_000 });
    const words = (await list.allTextContents()).map((each) => each.replace(/^\d\d:\d\d /, ''));
    expect(words.slice(0, 2)).to.deep.equal(['Not sent', 'Sent as a template: ticket_resolved']);
    expect(words.at(-1)).to.equal('Sent as it stands');
    await list.first().click();
    await page.getByText('The message says that it may not be sent as a template.').waitFor();
    await expectAccessible(page);
  });

  it('show what this month’s messages cost, and what the window saved', async () => {
    await page.getByRole('tab', { name: 'Costs' }).click();
    const costs = page.locator('#costs');
    const utility = costs.getByRole('row', { name: /^utility/ });
    await utility.waitFor();
    expect(await utility.locator('td').allTextContents()).to.deep.equal(['1', '1', '0.0076', '0.0076', '0.0000']);
    await costs.getByText('prices of 2025-07-01', { exact: false }).waitFor();
    await costs.getByLabel('By').selectOption('template');
    await costs.getByRole('row', { name: /^ticket_resolved 1 1 0.0076/ }).waitFor();
    await costs.getByRole('row', { name: /^no template/ }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.equal(0);
    await expectAccessible(page);
  });
});
