import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { closeAll, person, type Setting, setting } from '../emulator/support.js';
import { describeWithBrowser } from '../support/browser.js';
import { expectAccessible } from './axe.js';

/** What people missed on the page, or could not find. */
describeWithBrowser('What is found on the page', (open) => {
  let here: Setting;
  let url: string;
  beforeEach(async () => {
    here = await setting();
    url = here.emulator.url;
    here.emulator.integrate({ number: '27110000009', name: 'banking' });
  });
  afterEach(closeAll);

  it('the name of the first person, also if somebody writes for them without one', async () => {
    const page = await open(url);
    await here.emulator.say({ from: '27820000001', text: 'Hi' });
    await page.locator('.bubble.in', { hasText: 'Hi' }).waitFor();
    await page.getByRole('heading', { name: 'Thandi' }).waitFor();
    await page.getByRole('textbox', { name: /^Write as Thandi/ }).fill('Again');
    await page.keyboard.press('Enter');
    await page.locator('.bubble.in', { hasText: 'Again' }).waitFor();
    expect(here.emulator.chat('27820000001').name).to.equal('Thandi');
  });

  it('why the newest message was sent as it was, until one is chosen', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    const page = await open(url, { viewport: { width: 1400, height: 800 } });
    const why = page.locator('#why');
    await why.getByText('Nothing was sent in this chat yet').waitFor();
    const decided = { conversationType: 'customer-initiated', windowState: 'open' } as const;
    const said = async (id: string) => {
      here.emulator.explain(id, { ...decided, decision: 'free-form', reason: `Because of ${id}.` });
      await here.send({ content: `Text ${id}`, clientMessageId: id });
      await page.locator('.bubble', { hasText: `Text ${id}` }).waitFor();
    };
    await said('first');
    await why.getByText('Because of first.').waitFor();
    await said('second');
    await why.getByText('Because of second.').waitFor();
    await page.locator('.bubble', { hasText: 'Text first' }).click();
    await why.getByText('Because of first.').waitFor();
    await said('third');
    expect(await why.getByText('Because of third.').count()).to.equal(0);
    await why.getByRole('button', { name: 'Show the newest' }).click();
    await why.getByText('Because of third.').waitFor();
    const to = { business: here.integration.number, person };
    here.emulator.explain('no-1', { ...decided, decision: 'refuse', reason: 'There is no template.', to });
    await why.getByText('There is no template.').waitFor();
  });

  it('the lines of a preview apart, and nothing over its end', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    await here.send({ content: 'Support\n\nHi Thandi, there is news:\n- one\n- two' });
    const page = await open(url, { viewport: { width: 1400, height: 800 } });
    const row = page.locator('.row', { hasText: 'Support' }).first();
    await row.getByText('Support · Hi Thandi, there is news: - one · - two').waitFor();
    await row.hover();
    const [preview, beside] = [await box(row.locator('.last')), await box(row.locator('.beside'))];
    expect(preview.x + preview.width).to.be.at.most(beside.x);
    const [, news] = here.emulator.chat(person).messages;
    await here.emulator.say({ from: person, text: 'Good', quote: news?.id ?? '' });
    const quoted = page.locator('.bubble.in', { hasText: 'Good' }).locator('.quoted');
    await quoted.getByText('Support · Hi Thandi, there is news: - one · - two').waitFor();
  });

  it('a tab from its top, wherever another was scrolled to', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    await here.send({ content: 'Good day' });
    const page = await open(url, { viewport: { width: 1100, height: 420 } });
    const place = () => page.evaluate<number>('document.getElementById("panel").scrollTop');
    await page.locator('#why').getByText('On the wire').waitFor();
    await page.evaluate('document.getElementById("panel").scrollTop = 80');
    expect(await place()).to.be.above(0);
    await page.getByRole('tab', { name: 'Faults' }).click();
    expect(await place()).to.equal(0);
  });

  it('that a message was edited, with its new words', async () => {
    const { messageId } = await here.emulator.say({ from: person, name: 'Thandi', text: 'Send 100' });
    const page = await open(url);
    await page.locator('.bubble.in', { hasText: 'Send 100' }).waitFor();
    await here.emulator.say({ from: person, edit: { messageId, text: 'Send 200' } });
    const edited = page.locator('.bubble.in', { hasText: 'Send 200' });
    await edited.getByText('Edited').waitFor();
    expect(await page.locator('.bubble.in').count()).to.equal(1);
  });

  it('time and ticks with the text, above the buttons', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    await here.send({ button: { body: 'Is it dark?', items: [{ type: 'reply', title: 'Yes', postbackData: 'y' }] } });
    const page = await open(url);
    const bubble = page.locator('.bubble', { hasText: 'Is it dark?' });
    const [meta, button] = [await box(bubble.locator('.meta')), await box(bubble.getByRole('button', { name: 'Yes' }))];
    expect(meta.y + meta.height).to.be.at.most(button.y);
  });

  it('the chats of an added person alone, and a way to begin the others', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    await here.emulator.say({ from: '27820000002', name: 'Sipho', text: 'Hello' });
    const page = await open(url, { viewport: { width: 1400, height: 800 } });
    const phone = page.getByRole('region', { name: 'Phone of Sipho' });
    await phone.locator('.chat-row').waitFor();
    expect(await phone.locator('.chat-row').count()).to.equal(1);
    await phone.getByRole('button', { name: 'Write to Banking as Sipho' }).click();
    await page.getByRole('textbox', { name: 'Write as Sipho to Banking' }).waitFor();
    expect(await phone.locator('.chat-row').count()).to.equal(2);
    await expectAccessible(page);
  });

  it('every control on a screen of 390 px', async () => {
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    await here.send({ content: 'Good day' });
    here.emulator.clock.advance(25 * 60 * 60 * 1000);
    const page = await open(url, { viewport: { width: 390, height: 800 } });
    const part = (name: string) => page.getByRole('navigation', { name: 'Parts' }).getByRole('button', { name });
    const reachable = async () => {
      const { tried, lost } = await page.evaluate<{ tried: number; lost: string[] }>(tryControls);
      expect(tried).to.be.greaterThan(10);
      expect(lost).to.deep.equal([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.equal(0);
    };
    await page.getByRole('button', { name: 'Back to now' }).waitFor();
    await page.locator('.bubble', { hasText: 'Good day' }).waitFor();
    await reachable();
    await part('Phones').click();
    await reachable();
    await part('Why and tools').click();
    for (const tab of ['Why', 'Notify', 'Faults', 'Events', 'Costs']) {
      await page.getByRole('tab', { name: tab }).click();
      await reachable();
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('real time').waitFor();
  });
});

/** The visible controls that cannot be scrolled to, or that something lies over. */
const tryControls = `(() => {
  const controls = [...document.querySelectorAll('button, a:not(.skip), input, select, textarea, summary')];
  const visible = controls.filter((one) => one.checkVisibility());
  const lost = visible.filter((control) => {
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight || !control.contains(hit);
  });
  return { tried: visible.length, lost: lost.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? '') };
})()`;

async function box(control: Locator) {
  const found = await control.boundingBox();
  if (!found) throw new Error('It is not on the page.');
  return found;
}
