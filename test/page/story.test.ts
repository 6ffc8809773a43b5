import { expect } from 'chai';
import { apiToken, type Program, startProgram } from '../bots/program.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';
import { openTicket } from './chat.js';

describeWithBrowser('A newcomer on the page', (open) => {
  let program: Program;
  let url: string;
  beforeEach(async () => {
    program = await startProgram({ INTERACTIVE: 'native' });
    url = program.emulator?.url ?? '';
  });
  afterEach(() => program.stop());

  it('has an answer from the bot after one click', async () => {
    const page = await open(url);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).waitFor();
    await page.getByText(/^Window open until/).waitFor();
    await expectAccessible(page);
  });

  it('lets 25 hours pass, and sees the answer come as a template that opens the window again', async () => {
    const page = await open(url, { colorScheme: 'dark' });
    const ticket = await openTicket(page);

    await page.getByRole('button', { name: '+25 h' }).click();
    await page
      .locator('.chat')
      .getByText(/^Window closed since/)
      .waitFor();
    await page.getByText('25 h ahead').waitFor();

    await page.getByRole('tab', { name: 'Notify' }).click();
    await page.getByLabel('How it was resolved').fill('new bulb');
    await page.getByRole('button', { name: `Resolve ${ticket}` }).click();
    const template = page.locator('.bubble.template');
    await template.getByText(`your ticket ${ticket} is resolved: new bulb`).waitFor();
    await template.getByText('ticket_resolved · en · utility').waitFor();
    await template.locator('.ticks.read').waitFor();
    await page.getByText('Read as the template ticket_resolved').waitFor();
    await page.locator('.note', { hasText: '25 h later' }).waitFor();
    await expectAccessible(page);

    await template.locator('.text').click();
    await page.locator('#why').getByText('A template may leave at any time.', { exact: false }).waitFor();

    await template.getByRole('button', { name: 'Not solved' }).click();
    await page.locator('.bubble.out', { hasText: 're-opened' }).waitFor();
    await page
      .locator('.chat')
      .getByText(/^Window open until/)
      .waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('real time').waitFor();
    expect(program.emulator?.violations).to.deep.equal([]);
  });

  it('lets 25 hours pass, and sees what is held come after a tap, in order, and then the bot’s answer', async () => {
    const page = await open(url);
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).waitFor();
    await page.getByRole('button', { name: '+25 h' }).click();
    await page
      .locator('.chat')
      .getByText(/^Window closed since/)
      .waitFor();

    await page.getByRole('tab', { name: 'Notify' }).click();
    await page.locator('#notify').getByText('More', { exact: true }).click();
    await page.getByLabel('When the window is closed').selectOption('hold');
    await page.getByLabel('Template, while it is closed').selectOption('');
    const send = page.locator('#notify').getByRole('button', { name: 'Send', exact: true });
    const places = ['first', 'second'];
    for (const [at, text] of ['Ben looks at your light.', 'Your light is mended.'].entries()) {
      await page.getByLabel('Text, while the window is open').fill(text);
      await send.click();
      await page.locator('.verdict.held', { hasText: `Held, the ${places[at]} for Thandi` }).waitFor();
    }
    const template = page.locator('.bubble.template');
    await template.getByText('We have a message for you.', { exact: false }).waitFor();
    await template.getByText('open_again · en · utility').waitFor();
    expect(await template.count()).to.equal(1);
    await expectAccessible(page);

    await template.getByRole('button', { name: 'Show me' }).click();
    await page.locator('.bubble.out', { hasText: 'That is all for now.' }).waitFor();
    const said = await page.locator('.bubble .text').allTextContents();
    expect(said.slice(-4).map((each) => each.trim())).to.deep.equal([
      'Show me',
      'Ben looks at your light.',
      'Your light is mended.',
      'That is all for now. Write to me if I can help you with it.',
    ]);
    await page.locator('.verdict', { hasText: 'Read as it stands' }).waitFor();
    expect(program.emulator?.violations).to.deep.equal([]);
  });

  it('sends a notification by the form, and reads the call that does the same', async () => {
    const page = await open(url);
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.out', { hasText: 'Hello Thandi' }).waitFor();
    await page.getByRole('tab', { name: 'Notify' }).click();
    const command = page.getByRole('region', { name: 'The same with curl' });
    await page.getByLabel('Text, while the window is open').fill('The street light works.');
    await command.getByText('"text":"The street light works."').waitFor();
    expect(await command.textContent())
      .to.include('$API_TOKEN')
      .and.not.include(apiToken);
    await page.getByLabel('Show the token').check();
    await command.getByText(apiToken).waitFor();
    await page.locator('#notify').getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.bubble.out', { hasText: 'The street light works.' }).waitFor();
    await page.locator('.verdict', { hasText: 'Read as it stands' }).waitFor();
  });
});
