import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Program, startProgram, supportNumber } from '../bots/program.js';
import { describeWithBrowser } from '../support/browser.js';
import { until } from '../support/channel.js';
import { expectAccessible } from './axe.js';

const hour = 60 * 60 * 1000;
const [thandi, sipho] = ['27820000001', '27820000002'] as const;

describeWithBrowser('The agents’ page', (open) => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const emulator = () => program.emulator ?? expect.fail('There is no emulator.');
  const heard = (person: string) =>
    emulator()
      .chat(person, supportNumber)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);
  const say = async (from: string, text: string, name?: string) => {
    await emulator().say({ from, to: supportNumber, text, ...(name !== undefined && { name }) });
    await emulator().settled();
  };
  const row = (page: Page, name: string) => page.locator('#conversations button', { hasText: name });
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText.split("\\n")[1] ?? ""');

  it('shows who waits, takes a reply in the window and one outside of it, and gives the conversation back', async () => {
    await say(thandi, 'open a ticket', 'Thandi');
    await say(thandi, 'No internet');
    await say(thandi, 'human');
    await say(sipho, 'human', 'Sipho');
    await until(() => [thandi, sipho].every((each) => /a colleague will read/.test(heard(each).at(-1) ?? '')));

    const phones = await open(emulator().url);
    await phones.getByRole('link', { name: 'Agents' }).click();
    const page = phones;
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await page.locator('#conversations').getByText('Sipho').waitFor();
    expect(await page.locator('#conversations .group').first().getByRole('button').count()).to.equal(2);
    await expectAccessible(page);

    await page.getByLabel('Your name').fill('Ben');

    // By keyboard: the list, the conversation, a reply of two lines.
    await row(page, 'Thandi').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).to.equal('Sipho');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const chat = page.locator('#conversation');
    await chat.getByText('Before the hand-off').waitFor();
    await chat.locator('.earlier .person', { hasText: 'No internet' }).waitFor();
    await chat.locator('dl').getByText('No internet').first().waitFor();
    await chat.getByText(/^The window is open for 2[34] h.*goes out as it is\.$/).waitFor();
    await page.keyboard.type('Hello Thandi,');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('what is it?');
    await page.keyboard.press('Enter');
    await until(() => heard(thandi).at(-1) === 'Hello Thandi,\nwhat is it?');
    await chat.locator('.bubble.agent', { hasText: 'Ben' }).locator('.ticks.read').waitFor();
    await chat.getByText(/With Ben\./).waitFor();
    expect(await chat.getByRole('textbox').inputValue()).to.equal('');
    await page.getByRole('heading', { name: /^With an agent/ }).waitFor();

    // The focus stays in the list while it changes, and what is new is told.
    await row(page, 'Sipho').focus();
    await say(thandi, 'My router blinks');
    await chat.locator('.bubble.person', { hasText: 'My router blinks' }).waitFor();
    await page.locator('#said', { hasText: 'Thandi: My router blinks' }).waitFor({ state: 'attached' });
    expect(await focused(page)).to.equal('Sipho');
    await expectAccessible(page);

    // Outside the window: what will happen is said before, and then it does.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Sipho/ }).waitFor();
    emulator().clock.advance(hour);
    await say(thandi, 'Still there?');
    await page.keyboard.type('One moment.');
    await page.keyboard.press('Enter');
    await until(() => heard(sipho).at(-1) === 'One moment.');
    emulator().clock.advance(23.5 * hour);
    await chat.getByText(/^The window is closed\. Your reply is held until Sipho writes/).waitFor();
    await page.keyboard.type('We are back.');
    await page.keyboard.press('Enter');
    await chat.getByText('Held until they write').first().waitFor();
    await chat.getByLabel('Outside the window').selectOption({ label: 'Template ticket_resolved (en)' });
    const ticket = chat.getByLabel('ticket', { exact: true });
    await ticket.fill('T-2');
    await chat.getByLabel('summary', { exact: true }).fill('a new router');
    await chat
      .getByText(/^The window is closed\. This goes out now as the template ticket_resolved: .*T-2.*a new router/)
      .waitFor();
    await expectAccessible(page);
    await ticket.press('Enter');
    await chat.locator('.bubble.agent', { hasText: 'Sent as a template' }).waitFor();
    expect(heard(sipho).some((text) => /T-2.*a new router/.test(text))).to.equal(true);
    expect(heard(sipho)).not.to.include('We are back.');

    await page.setViewportSize({ width: 390, height: 780 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.equal(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'All conversations' }).click();
    await row(page, 'Thandi').click();
    await chat.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('heading', { name: /^Closed/ }).waitFor();
    await until(() => heard(thandi).some((text) => /^You are back with me/.test(text)));
    await expectAccessible(page);
    expect(emulator().violations).to.deep.equal([]);
  });
});
