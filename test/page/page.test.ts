import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { closeAll, person, record, type Setting, setting } from '../emulator/support.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';

describeWithBrowser('The page', (open) => {
  let here: Setting;
  let url: string;
  beforeEach(async () => {
    here = await setting();
    url = here.emulator.url;
  });
  afterEach(closeAll);

  /** The person opens the window, and the page the chat. */
  async function openChat(options?: Parameters<typeof open>[1]): Promise<Page> {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    const page = await open(url, options);
    await page.locator('.bubble.in', { hasText: 'Hi' }).waitFor();
    return page;
  }
  const tapped = async () => {
    await here.emulator.settled();
    const { event, entry } = here.bot.received.findLast(({ event }) => /Response$/.test(event)) ?? {};
    return event === 'moListResponse' ? record(entry?.selectedItem).postbackData : entry?.postbackData;
  };
  const texts = (page: Page) => page.locator('.bubble .text').allTextContents();

  it('lets a person tap a button, and pick from a list', async () => {
    const page = await openChat();
    const items = ['Yes', 'No'].map((title) => ({ type: 'reply', title, postbackData: `say-${title}` }));
    await here.send({ button: { body: 'Is it dark?', items } });
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.locator('.bubble.tap', { hasText: 'No' }).waitFor();
    expect(await tapped()).to.equal('say-No');

    const rows = ['Hall', 'Stairs'].map((title) => ({
      title,
      description: `the ${title}`,
      postbackData: `at-${title}`,
    }));
    await here.send({ list: { body: 'Where is it?', button: 'Places', sections: [{ title: 'Inside', items: rows }] } });
    await page.getByRole('button', { name: 'Places' }).click();
    await page.getByRole('dialog').getByText('Inside').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stairs the Stairs' }).click();
    await page.locator('.bubble.tap', { hasText: 'Stairs' }).waitFor();
    expect(await tapped()).to.equal('at-Stairs');
  });

  it('lets the provider fail once, shows why, and that it has mended', async () => {
    const page = await openChat();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch', { name: 'Window refused although open' }).click();
    await page.getByText('1 to come').waitFor();
    await here.send({ content: 'Lost', clientMessageId: 'lost-1' });
    const failed = page.locator('.bubble.failed', { hasText: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED (131)' });
    await failed.waitFor();
    await page.locator('[data-fault=windowRefused][aria-checked=false]').waitFor();
    await failed.click();
    await page.locator('#why').getByText('POST /v1/message → 202').first().waitFor();
    await expectAccessible(page);
    await here.send({ content: 'Found' });
    await page.locator('.bubble:not(.failed)', { hasText: 'Found' }).waitFor();
  });

  it('tells why a message was sent as it was, and why one was not', async () => {
    const page = await openChat();
    await here.send({ content: 'Good day', clientMessageId: 'day-1' });
    const decided = { conversationType: 'customer-initiated', windowState: 'open' } as const;
    here.emulator.explain('day-1', { ...decided, decision: 'free-form', reason: 'The person wrote today.' });
    await page.locator('.bubble', { hasText: 'Good day' }).click();
    const why = page.locator('#why');
    await why.getByText('Sent as it stands').waitFor();
    await why.getByText('The person wrote today.').waitFor();
    await why.getByText('POST /v1/message → 202').last().click();
    expect(await why.textContent())
      .to.include('"content": "Good day"')
      .and.not.include(here.integration.apiKey);

    const to = { business: here.integration.number, person };
    here.emulator.explain('no-1', { ...decided, decision: 'refuse', reason: 'There is no template for it.', to });
    await page.locator('.unsent').getByRole('button', { name: 'Why' }).click();
    await why.getByText('Not sent', { exact: true }).waitFor();
  });

  it('shows two persons side by side', async () => {
    const page = await openChat({ viewport: { width: 1400, height: 800 } });
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Profile name').fill('Sipho');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const [thandi, sipho] = ['Thandi', 'Sipho'].map((name) => page.getByRole('region', { name: `${name} and` }));
    await sipho?.getByRole('textbox').fill('It is Sipho');
    await sipho?.getByRole('textbox').press('Enter');
    await sipho?.locator('.bubble', { hasText: 'It is Sipho' }).waitFor();
    await here.send({ content: 'For Thandi' });
    await thandi?.locator('.bubble', { hasText: 'For Thandi' }).waitFor();
    expect(await texts(page)).to.deep.equal(['Hi', 'For Thandi', 'It is Sipho']);
    expect(here.emulator.chat('27820000002').name).to.equal('Sipho');
  });

  it('lets a phone be off, and catch up when it is on', async () => {
    const page = await openChat();
    const power = page.locator('.chat').getByRole('switch', { name: 'Phone of Thandi is on' });
    await power.click();
    await page.getByText('This phone is off.', { exact: false }).waitFor();
    await here.send({ content: 'Later' });
    await page.locator('.bubble', { hasText: 'Later' }).locator('.ticks.sent').waitFor();
    await power.click();
    await page.locator('.bubble', { hasText: 'Later' }).locator('.ticks.read').waitFor();
  });

  it('sends a file, a voice note, a place, a contact, an answer and a reaction', async () => {
    const page = await openChat();
    await here.send({ content: 'What do you see?' });
    const other = async (name: string) => {
      await page.getByRole('button', { name: 'Send something else' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await page.getByLabel('File', { exact: true }).setInputFiles({
      name: 'dot.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByLabel('Caption').fill('a dot');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByRole('img', { name: 'dot.png' }).waitFor();
    await other('Voice note');
    await page.getByLabel('Voice note', { exact: true }).waitFor();
    await other('Location');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.locator('.bubble.location', { hasText: 'Green Point Park' }).waitFor();
    await other('Contact');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.locator('.bubble.contacts', { hasText: 'Sipho Dlamini' }).waitFor();

    const question = page.locator('.bubble', { hasText: 'What do you see?' }).first();
    await question.hover();
    await question.getByRole('button', { name: 'Reply' }).click();
    await page.keyboard.type('A dot');
    await page.keyboard.press('Enter');
    await page.locator('.bubble', { hasText: 'A dot' }).locator('.quoted').waitFor();
    await question.hover();
    await question.getByRole('button', { name: 'React' }).click();
    await question.getByRole('button', { name: 'React with 👍' }).click();
    await question.locator('.reactions', { hasText: '👍' }).waitFor();
    await here.emulator.settled();
    const events = here.bot.received.map(({ event }) => event).filter((event) => event !== 'messageStatusUpdate');
    expect(events).to.deep.equal(['moText', 'moMedia', 'moMedia', 'moLocation', 'moContacts', 'moText', 'moReaction']);
  });

  it('shows the same after a reload', async () => {
    const page = await openChat();
    await page.getByRole('tab', { name: 'Events' }).click();
    here.emulator.fault('windowRefused');
    await here.send({ content: 'Lost' });
    await here.send({ content: 'Found' });
    await page.locator('.bubble', { hasText: 'Found' }).locator('.ticks.read').waitFor();
    await page.locator('.bubble', { hasText: 'Lost' }).click();
    await page.getByRole('tab', { name: 'Events' }).click();
    await here.emulator.settled();
    const look = async () => {
      await page.locator('#events-list li', { hasText: 'Found' }).waitFor();
      return [await page.locator('#chats').innerText(), await page.locator('#events-list li').count()];
    };
    const before = await look();
    await page.reload();
    await page.locator('.bubble.explained', { hasText: 'Lost' }).waitFor();
    expect(await look()).to.deep.equal(before);
  });

  it('begins again with the emulator after a reset', async () => {
    const page = await openChat();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.getByRole('button', { name: 'Say “Hi”' }).click();
    await page.locator('.bubble.in').waitFor();
    expect(here.emulator.chat(person).messages).to.have.length(1);
  });

  it('needs no mouse', async () => {
    const page = await openChat();
    await here.send({ content: 'Good day', clientMessageId: 'day-1' });
    await page.locator('.bubble', { hasText: 'Good day' }).waitFor();
    const focused = async () =>
      String(await page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.textContent'));
    await page.keyboard.press('Tab');
    expect(await focused()).to.equal('Go to the chat');
    await page.keyboard.press('Enter');
    for (let presses = 0; !/^Messages of/.test(await focused()); presses++) {
      expect(presses, await focused()).to.be.lessThan(5);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('ArrowUp');
    expect(await focused()).to.include('Good day');
    await page.keyboard.press('Enter');
    await page.locator('#why').getByText('On the wire').waitFor();
    for (let presses = 0; !/^Write as/.test(await focused()); presses++) {
      expect(presses, await focused()).to.be.lessThan(8);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('Hello');
    await page.keyboard.press('Enter');
    await page.locator('.bubble.in', { hasText: 'Hello' }).waitFor();
    await page.getByRole('tab', { name: 'Why' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).to.equal('Notify');
  });

  it('fits a small phone', async () => {
    const page = await openChat({ viewport: { width: 360, height: 640 } });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).to.equal(0);
    await page.getByRole('button', { name: 'Phones', exact: true }).click();
    await page
      .getByRole('button', { name: /^27110000001|^\+27110000001/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Why and tools' }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch').first().waitFor();
    expect(await overflow()).to.equal(0);
    await expectAccessible(page);
  });

  it('holds a thousand messages, and adds one without drawing the others again', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    here.emulator.integrate({ number: here.integration.number });
    const contents = Array.from({ length: 1000 }, (_, index) => ({ content: `Message ${index}` }));
    for (let from = 0; from < 1000; from += 100) await here.send(...contents.slice(from, from + 100));
    await here.emulator.settled();
    const page = await open(url);
    await page.locator('.bubble', { hasText: 'Message 999' }).waitFor();
    const drawn = page.locator('.bubble');
    expect(await drawn.count()).to.equal(1001);
    await drawn.first().evaluate((first) => first.classList.add('same'));
    await here.send({ content: 'One more' });
    await page.getByText('One more').first().waitFor();
    await page.locator('.bubble.out:last-child .ticks.read').waitFor();
    expect(await page.locator('.bubble.same').count()).to.equal(1);
    expect(
      await page.locator('.thread').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight),
    ).to.be.lessThan(5);
    const scrolling = await page.evaluate<{ isAtTop: boolean; medianFrameMs: number }>(scrollThrough);
    expect(scrolling.isAtTop).to.equal(true);
    // A machine without a graphics card draws every frame itself, and this one may do ten other things meanwhile.
    expect(scrolling.medianFrameMs).to.be.lessThan(250);
  });

  it('never reads what somebody said as markup', async () => {
    const page = await openChat();
    const text = '<img src=x onerror=alert(1)> *bold* _both *of* them_ ~no~ `code` 2*3*4 https://example.com/a_b_c.';
    await here.send({ content: text });
    const shown = page.locator('.bubble', { hasText: 'onerror' }).locator('.text');
    await shown.waitFor();
    expect(await shown.innerHTML()).to.equal(
      '<p>&lt;img src=x onerror=alert(1)&gt; <strong>bold</strong> <em>both <strong>of</strong> them</em> <s>no</s> <code>code</code> 2*3*4 <a href="https://example.com/a_b_c" target="_blank" rel="noopener noreferrer">https://example.com/a_b_c</a>.</p>',
    );
  });
});

/** Scrolls up a screen a frame, then to the top. */
const scrollThrough = `(async () => {
  const list = document.querySelector('.thread');
  const frames = [];
  for (let last = performance.now(); list.scrollTop > 0 && frames.length < 60; last = performance.now()) {
    list.scrollTop -= list.clientHeight;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames.push(performance.now() - last);
  }
  list.scrollTop = 0;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return { isAtTop: list.scrollTop === 0, medianFrameMs: frames.sort((a, b) => a - b)[frames.length >> 1] };
})()`;
