import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { startProgram, supportNumber } from '../bots/program.js';
import { startChromium } from '../support/browser.js';
import { until } from '../support/channel.js';
import { ask, openTicket } from './chat.js';

/** The README's pictures, from the program itself. `npm run screenshots` makes them again. */
const docs = new URL('../../docs/', import.meta.url);

const program = await startProgram();
const { emulator } = program;
if (!emulator) throw new Error('The pictures are of the emulator, and the program runs without one.');
const browser = await startChromium();
try {
  await mkdir(docs, { recursive: true });
  await twentyFiveHours(browser, emulator.url);
  await emulator.reset();
  await firstScreen(browser, emulator.url);
  await emulator.reset();
  await agents(browser, emulator.url);
} finally {
  await browser.close();
  await program.stop();
}

async function open(browser: Browser, url: string, width: number, height: number): Promise<Page> {
  const viewport = { width, height };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5, reducedMotion: 'reduce' });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return page;
}

/** What a newcomer sees after a few words with the bot. */
async function firstScreen(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, 1280, 760);
  await page.getByRole('button', { name: 'Say “Hi”' }).click();
  await page.locator('.bubble.out', { hasText: 'What can I do' }).waitFor();
  await ask(page, 'open a ticket', /./);
  await page.locator('.bubble.out').last().locator('.text').click();
  await page.locator('#why').getByText('On the wire').waitFor();
  await settle(page);
  await page.screenshot({ path: new URL('first-screen.png', docs).pathname });
  await page.context().close();
}

/** Two conversations that are handed to humans: one is answered, and the window of the other has closed. */
async function agents(browser: Browser, url: string): Promise<void> {
  const [thandi, sipho] = ['27820000001', '27820000002'] as const;
  const say = async (from: string, name: string, text: string) => {
    const said = () =>
      emulator?.chat(from, supportNumber).messages.filter(({ direction }) => direction === 'out').length;
    const before = said();
    await emulator?.say({ from, name, to: supportNumber, text });
    await until(() => said() !== before);
    await emulator?.settled();
  };
  await say(sipho, 'Sipho', 'human');
  emulator?.clock.advance(23 * 60 * 60 * 1000);
  for (const text of ['open a ticket', 'No internet', 'Talk to a human']) await say(thandi, 'Thandi', text);
  emulator?.clock.advance(55 * 60 * 1000);
  const page = await open(browser, `${url}/agents`, 1180, 760);
  const row = (name: string) => page.locator('#conversations button', { hasText: name });
  const reply = async (text: string) => {
    await page.getByLabel('Reply to Thandi').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.bubble.agent', { hasText: text }).locator('.ticks.read').waitFor();
  };
  await row('Thandi').click();
  await page.locator('.earlier .person', { hasText: 'No internet' }).waitFor();
  await reply('Hello Thandi, I am Ben. Does the light of the router blink?');
  await emulator?.say({ from: thandi, to: supportNumber, text: 'Yes, red, since this morning' });
  await page.locator('.bubble.person', { hasText: 'red' }).waitFor();
  await settle(page);
  await page.screenshot({ path: new URL('agents.png', docs).pathname });
  await page.context().close();
}

/** The 25 hours, as one picture. */
async function twentyFiveHours(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, 1100, 720);
  const [chat, panel] = [page.locator('.chat'), page.locator('#panel')];
  const shots: { title: string; words: string; picture: string }[] = [];
  const take = async (title: string, words: string, what: Locator) => {
    await settle(page);
    shots.push({ title, words, picture: (await what.screenshot()).toString('base64') });
  };

  emulator?.clock.advance(untilMonday(emulator.clock.now()));
  const ticket = await openTicket(page);
  await take('Monday, 09:00', 'Thandi writes. The window is open for 24 hours, and the bot says what it likes.', chat);

  await page.getByRole('button', { name: '+25 h' }).click();
  await page.getByRole('tab', { name: 'Notify' }).click();
  await page.getByLabel('How it was resolved').fill('new bulb');
  await page.getByRole('button', { name: `Resolve ${ticket}` }).click();
  await page.locator('.bubble.template .ticks.read').waitFor();
  await take('25 hours later', 'The window is closed. The same answer leaves as an approved template.', chat);

  await page.locator('.bubble.template .text').click();
  await page.locator('#why').getByText('On the wire').waitFor();
  await take('Why', 'Every bubble tells the decision behind it, and what went over the wire.', panel);

  await page.getByRole('button', { name: 'Not solved' }).click();
  await page.locator('.bubble.out', { hasText: 're-opened' }).waitFor();
  await take('One tap', 'Thandi answers, and the window is open again: the bot is free to talk.', chat);
  await page.context().close();
  await compose(browser, shots);
}

async function compose(
  browser: Browser,
  shots: readonly { title: string; words: string; picture: string }[],
): Promise<void> {
  const columns = shots.map(
    ({ title, words, picture }) =>
      `<figure><h2>${title}</h2><p>${words}</p><img src="data:image/png;base64,${picture}"></figure>`,
  );
  const page = await browser.newPage({ viewport: { width: 1560, height: 400 } });
  await page.setContent(`<!doctype html><style>
    body { margin: 0; display: grid; grid-template-columns: repeat(4, 1fr); gap: 22px; padding: 26px;
      font: 16px/1.4 Inter, system-ui, sans-serif; color: #0f1c21; background: #e9eef0 }
    figure { margin: 0; display: grid; grid-template-rows: auto 68px 1fr; gap: 4px }
    h2 { margin: 0; font-size: 20px } p { margin: 0; color: #51626a }
    img { width: 100%; border-radius: 16px; box-shadow: 0 2px 14px rgb(0 0 0 / 14%) }
  </style>${columns.join('')}`);
  const picture = await page.screenshot({ fullPage: true });
  await writeFile(new URL('25-hours.png', docs), picture);
  await page.context().close();
}

/** Lets what was typed last come to rest: fonts, rings and ticks. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate('document.fonts.ready');
  await emulator?.settled();
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
}

/** To the next Monday at nine, by this machine's time zone: the picture is the same whenever it is made. */
function untilMonday(now: number): number {
  const monday = new Date(now);
  monday.setDate(monday.getDate() + ((8 - monday.getDay()) % 7 || 7));
  monday.setHours(9, 0, 0, 0);
  return monday.getTime() - now;
}
