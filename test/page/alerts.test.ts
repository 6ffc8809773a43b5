import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Program, startProgram } from '../bots/program.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';
import { ask } from './chat.js';

describeWithBrowser('Alerts on the page', (open) => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const say = (page: Page, text: string, answer: RegExp) => ask(page, text, answer, 'Alerts');

  async function changeGate(page: Page, gate: string): Promise<void> {
    await page.getByRole('tab', { name: 'Notify' }).click();
    const flight = page.locator('.things details', { hasText: 'SA204' });
    if (!(await flight.getByLabel('Gate').isVisible())) await flight.locator('summary').click();
    await flight.getByLabel('Gate').fill(gate);
    await flight.getByRole('button', { name: 'Change SA204' }).click();
    await flight.getByText('SA204 is changed. 1 notification was made for those who signed up.').waitFor();
  }

  it('come as a template after 25 hours, end with STOP, and the next change says why it did not come', async () => {
    const page = await open(program.emulator?.url ?? '');
    await page.getByRole('button', { name: /^Alerts\b/ }).click();
    await say(page, 'follow flight SA204', /SA204/);
    await page.getByRole('tab', { name: 'Why' }).click();
    const consent = page.locator('#consent');
    await consent.getByText(/^.*Signed up .*, chat/).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: '+25 h' }).click();
    await page
      .locator('.chat')
      .getByText(/^Window closed since/)
      .waitFor();
    await changeGate(page, 'C9');
    const template = page.locator('.bubble.template');
    await template.getByText(/SA204.*C9/).waitFor();
    await template.getByText('flight_status · en · utility').waitFor();
    await page.getByText('Thandi: Read as the template flight_status').waitFor();
    await expectAccessible(page);
    await template.locator('.text').click();
    await page.locator('#why dd', { hasText: 'business-initiated' }).waitFor();

    await say(page, 'stop', /no more messages about .*SA204/);
    await consent.getByText(/^Signed off .*, chat: “stop”$/).waitFor();
    const before = await page.locator('.bubble.out').count();
    await changeGate(page, 'D2');
    await page.locator('.verdict.refused', { hasText: 'Thandi: Refused' }).waitFor();
    await page.getByText(/^The person has answered STOP to “Flight SA204”/).waitFor();
    await page.getByRole('button', { name: 'Why, of Thandi' }).click();
    await page.locator('#why').getByText('Not sent', { exact: true }).waitFor();
    await page.locator('.decided summary', { hasText: 'Not sent: the person has said stop' }).waitFor();
    await program.emulator?.settled();
    expect(await page.locator('.bubble.out').count()).to.equal(before);

    await page.setViewportSize({ width: 390, height: 780 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.equal(0);
    await expectAccessible(page);
    expect(program.emulator?.violations).to.deep.equal([]);
  });
});
