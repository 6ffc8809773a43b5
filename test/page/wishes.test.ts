import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { business, closeAll, person, type Setting, setting } from '../emulator/support.js';
import { describeWithBrowser } from '../support/browser.js';
import { type AlertsApi, startAlertsApi } from './alertsApi.js';
import { expectAccessible } from './axe.js';

describeWithBrowser('What people want, on the page', (open) => {
  let here: Setting;
  let api: AlertsApi;
  beforeEach(async () => {
    here = await setting();
    api = await startAlertsApi();
    here.emulator.integrate({ number: business, callbackUrl: here.bot.url, name: 'alerts' });
    const has = { flights: true, parcels: true, consent: true };
    here.emulator.connect({ name: 'the bots', apiUrl: api.url, token: 'token-1', ...has });
    await here.emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
  });
  afterEach(async () => {
    await api.close();
    await closeAll();
  });

  const changes = () => api.calls.filter((call) => !call.startsWith('GET '));
  const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

  describe('the form for flights and parcels', () => {
    beforeEach(() => {
      api.flights.push(
        { id: 'SA204', from: 'JNB', to: 'CPT', state: 'scheduled', gate: 'B12', departs: '2026-03-02T18:35+02:00' },
        { id: 'SA317', origin: 'CPT', destination: 'DUR', state: 'holding', departs: 'after the storm' },
      );
    });

    async function openForm(options?: Parameters<typeof open>[1]): Promise<Page> {
      const page = await open(`${here.emulator.url}#tab=notify`, options);
      if (options) await page.getByRole('button', { name: 'Why and tools' }).click();
      await page.locator('summary', { hasText: 'SA204 JNB → CPT scheduled, gate B12, departs Mon 18:35' }).click();
      return page;
    }

    it('sends what is different alone, and shows what became of it, what was refused too', async () => {
      api.reports.push(
        {
          to: person,
          id: 'n-1',
          state: 'sent',
          sentAs: 'template',
          template: 'flight_status',
          reason: 'window closed',
        },
        { to: '27820000002', id: 'n-2', state: 'refused', sentAs: null, reason: 'The person has said stop.' },
      );
      const page = await openForm();
      await page.getByLabel('Gate').first().fill('C4');
      await page.getByRole('button', { name: 'Change SA204' }).click();
      const result = page.locator('.result', { hasText: 'SA204' });
      await result.getByText('SA204 is changed. 2 notifications were made for those who signed up.').waitFor();
      await result.getByText('Thandi: Sent as the template flight_status').waitFor();
      await result.getByText('+27820000002: Refused').waitFor();
      await result.getByText('The person has said stop.').waitFor();
      expect(changes()).to.deep.equal(['POST /api/flights/SA204/status {"gate":"C4"}']);
      await page.locator('summary', { hasText: 'SA204 JNB → CPT scheduled, gate C4' }).waitFor();
      await expectAccessible(page);

      Object.assign(api.reports[0] ?? {}, { state: 'read' });
      await here.send({ content: 'anything that moves the wire' });
      await result.getByText('Thandi: Read as the template flight_status').waitFor();
      const lines = await page.request.get(
        new URL((await result.getByRole('link').getAttribute('href')) ?? '', here.emulator.url).href,
      );
      expect((await lines.text()).trim().split('\n')).to.have.length(2);
    });

    it('knows a state that it has not heard of, and says where nothing is different', async () => {
      const page = await openForm();
      await page.locator('summary', { hasText: 'SA317' }).click();
      const second = page.locator('details', { hasText: 'SA317' });
      expect(await second.getByLabel('State').inputValue()).to.equal('holding');
      await second.getByRole('button', { name: 'Change SA317' }).click();
      await page.getByText('Nothing of SA317 is different yet.').waitFor();
      expect(changes()).to.deep.equal([]);
      await second.getByLabel('State').selectOption('delayed');
      await second.getByRole('button', { name: 'Change SA317' }).click();
      await page.getByText('SA317 is changed. Nobody has signed up for it.').waitFor();
    });

    it('keeps the offset of a time, takes a value back, and shows a time of another form as it is', async () => {
      const page = await openForm();
      const first = page.locator('details', { hasText: 'SA204' });
      expect(await first.getByLabel('Departs').inputValue()).to.equal('2026-03-02T18:35');
      await first.getByLabel('Departs').fill('2026-03-02T19:05');
      await first.getByLabel('Gate').fill('');
      await first.getByRole('button', { name: 'Change SA204' }).click();
      await first.getByText('SA204 is changed.', { exact: false }).waitFor();
      await page.locator('summary', { hasText: 'SA204 JNB → CPT scheduled, departs Mon 19:05' }).waitFor();
      await page.locator('summary', { hasText: 'SA317 CPT → DUR holding, departs after the storm' }).click();
      const second = page.locator('details', { hasText: 'SA317' });
      expect(await second.getByLabel('Departs').inputValue()).to.equal('after the storm');
      expect(changes()).to.deep.equal([
        'POST /api/flights/SA204/status {"gate":null,"departs":"2026-03-02T19:05+02:00"}',
      ]);
    });

    it('needs no mouse, and fits a small phone', async () => {
      const page = await openForm({ viewport: { width: 390, height: 780 } });
      expect(await overflow(page)).to.equal(0);
      await expectAccessible(page);
      await page.getByLabel('Parcel number').focus();
      await page.keyboard.type('ZA123456789');
      await page.keyboard.press('Tab');
      await page.keyboard.type('out for delivery');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Cape Town');
      await page.keyboard.press('Enter');
      await page.getByText('ZA123456789 is changed.', { exact: false }).waitFor();
      expect(changes()).to.deep.equal([
        'POST /api/parcels/ZA123456789/status {"state":"out-for-delivery","place":"Cape Town"}',
      ]);
      expect(await overflow(page)).to.equal(0);
    });
  });

  describe('what they have agreed to', () => {
    const at = '2026-03-01T08:30:00.000Z';
    beforeEach(() => {
      api.consents.set(person, [
        {
          from: business,
          stopped: null,
          topics: [
            { topic: 'flight:SA204', title: 'Flight SA204', state: 'signed-up', isInForce: true, at, source: 'chat' },
            {
              topic: 'parcel:P-77',
              title: 'Parcel P-77',
              state: 'signed-off',
              isInForce: false,
              at,
              source: 'web form',
            },
          ],
          history: [{ at, change: 'signed up', topic: 'flight:SA204', source: 'chat', words: 'tell me about SA204' }],
        },
      ]);
    });

    it('says since when and in which words, and lets it be changed', async () => {
      const page = await open(here.emulator.url);
      const consent = page.locator('#consent');
      await consent.getByText('What Thandi wants of Alerts').waitFor();
      await consent.getByText(/^Signed up \w+,? \d\d:\d\d, chat: “tell me about SA204”$/).waitFor();
      await consent.getByText(/^Signed off .*, web form$/).waitFor();
      await consent.getByText('History (1)').click();
      await expectAccessible(page);

      await consent.getByRole('button', { name: 'Sign off Flight SA204' }).click();
      await consent.getByRole('button', { name: 'Sign up Flight SA204' }).waitFor();
      await consent.getByRole('button', { name: 'Stop everything' }).focus();
      await page.keyboard.press('Enter');
      await consent.getByText(/^Stopped \w+,? \d\d:\d\d, emulator page$/).waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).to.equal('Lift the stop');
      expect(await consent.locator('details').evaluate((one) => one.hasAttribute('open'))).to.equal(true);
      await page.keyboard.press('Enter');
      await consent.getByRole('button', { name: 'Stop everything' }).waitFor();
      const path = `PUT /api/people/${person}/consent`;
      const common = `"from":"${business}","source":"emulator page"`;
      expect(changes()).to.deep.equal([
        `${path} {${common},"topics":{"flight:SA204":false}}`,
        `${path} {${common},"stopped":true}`,
        `${path} {${common},"stopped":false}`,
      ]);
    });

    it('is read again when the person writes, and fits a small phone', async () => {
      const page = await open(here.emulator.url, { viewport: { width: 390, height: 780 } });
      await page.getByRole('button', { name: 'Why and tools' }).click();
      await page.getByRole('button', { name: 'Stop everything' }).waitFor();
      const topic = { topic: 'flight:SA204', title: 'Flight SA204', state: 'signed-up', at, source: 'chat' };
      const stopped = { at: '2026-03-01T09:00:00.000Z', source: 'chat' };
      Object.assign(api.consents.get(person)?.[0] ?? {}, { stopped, topics: [{ ...topic, isInForce: false }] });
      await here.emulator.say({ from: person, text: 'stop' });
      await page.locator('#consent .verdict', { hasText: 'Stopped' }).waitFor();
      await page.getByText('Ended by the stop.', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Sign up Flight SA204' }).waitFor();
      expect(await overflow(page)).to.equal(0);
      await expectAccessible(page);
    });

    it('is over when its time has come', async () => {
      const topic = { topic: 'flight:SA204', title: 'Flight SA204', state: 'signed-up', at, source: 'chat' };
      const show = (isInForce: boolean) => {
        const topics = [{ ...topic, until: '2026-03-02T09:00:00.000Z', isInForce }];
        Object.assign(api.consents.get(person)?.[0] ?? {}, { topics });
      };
      show(true);
      const page = await open(here.emulator.url);
      await page.getByText(/^Until Mon/).waitFor();
      show(false);
      await page.getByRole('button', { name: '+25 h' }).click();
      await page.getByText(/^Over since Mon/).waitFor();
      await page.getByRole('button', { name: 'Sign up Flight SA204' }).waitFor();
    });

    it('is nothing where the program says nothing of it', async () => {
      api.consents.clear();
      const page = await open(here.emulator.url);
      await page.getByText('Nothing was signed up for, and nothing stopped.').waitFor();
      here.emulator.connect({ name: 'the bots', apiUrl: api.url, token: 'token-1' });
      await page.locator('#consent:empty').waitFor({ state: 'attached' });
    });
  });

  describe('opted out at the provider', () => {
    it('is set in the dialog of the phone, and said in the chat', async () => {
      const page = await open(here.emulator.url);
      await page.getByRole('button', { name: 'Change the phone of Thandi' }).click();
      const choice = page.getByRole('dialog').getByLabel('From Alerts');
      expect(await choice.inputValue()).to.equal('none');
      await expectAccessible(page);
      await choice.selectOption('listed');
      await page.getByRole('button', { name: 'Save' }).click();
      const banner = page.getByText('Thandi has opted out at the provider: every message is refused', {
        exact: false,
      });
      await banner.waitFor();
      await expectAccessible(page);
      expect((await here.send({ content: 'x' })).status).to.equal(400);

      await page.reload();
      await banner.waitFor();
      await page.getByRole('button', { name: 'Change the phone of Thandi' }).click();
      expect(await choice.inputValue()).to.equal('listed');
      await choice.selectOption('none');
      await page.getByRole('button', { name: 'Save' }).click();
      await banner.waitFor({ state: 'hidden' });
      expect((await here.send({ content: 'x' })).status).to.equal(202);
      await page.getByRole('tab', { name: 'Events' }).click();
      await page.locator('#events-list').getByText('Alerts → Thandi: everything arrives').waitFor();
    });

    it('says of a message that never arrives that no status tells', async () => {
      const sale = { name: 'sale', language: 'en', category: 'marketing', body: 'All is cheap.' } as const;
      here.emulator.integrate({ number: business, callbackUrl: here.bot.url, templates: [{ ...sale, slots: [] }] });
      here.emulator.optOut(person, 'marketingSilently');
      const page = await open(here.emulator.url, { viewport: { width: 390, height: 780 } });
      await here.send({ template: { templateName: 'sale' } });
      await page.locator('.bubble.failed', { hasText: 'Not delivered, and no status says so' }).waitFor();
      expect(await overflow(page)).to.equal(0);
      await expectAccessible(page);
    });
  });
});
