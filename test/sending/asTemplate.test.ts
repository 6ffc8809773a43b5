import { expect } from 'chai';
import fc from 'fast-check';
import { Lease } from '../../src/core/lease.js';
import { outsideWindow, TemplateCatalog, TemplatesRefusedError, template } from '../../src/index.js';
import { render } from '../../src/render/render.js';
import type { PartDraft } from '../../src/sending/ledger.js';
import { business, type Channel, startChannel, thandi } from '../support/channel.js';
import { rejection } from '../support/rejection.js';
import { startSender, type TestSender } from '../support/sender.js';

const pair = { business, person: thandi };
const conversation = `${business}:${thandi}`;
const names = ['resolved', 'update', 'generic'];
const plain = (name: string, more: object = {}) => ({
  ...{ name, language: 'en', category: 'utility', body: `This is ${name}: {{1}}.`, slots: ['ticket'] },
  ...more,
});
const catalogue = (...fallback: string[]) =>
  TemplateCatalog.parse({ templates: [plain('resolved', { fallback }), plain('update'), plain('generic')] });
const catalog = catalogue('update', 'generic');
const both = outsideWindow('Fixed.', template('resolved', { ticket: 'T-42' }));

describe('A chain of templates', () => {
  let channel: Channel;
  let sender: TestSender;

  /** The person has never written. The adapter takes in the statuses. */
  async function start(templates = catalog): Promise<void> {
    channel = await startChannel({ logic: async () => {}, adapter: { templates: catalog } });
    channel.emulator.integrate({ number: business, templates: catalog, callbackUrl: channel.url });
    restart(templates);
  }
  function restart(templates: TemplateCatalog): void {
    const { emulator, store, clock } = channel;
    const { apiKey } = emulator.integrate({ number: business, templates: catalog, callbackUrl: channel.url });
    const client = { apiKey, number: business, baseUrl: emulator.url, retry: { minDelayMs: 1, maxDelayMs: 5 } };
    sender = startSender({ store, clock, client, templates });
  }
  const send = (activity = both) => sender.send(activity, { id: 'm', conversation: pair });
  /** The process dies at the end of the turn, or before. What is staged is lost. */
  const sendAndDie = async () => {
    const lease = new Lease({ lane: conversation, mayHaveRun: true });
    const message = { activity: both, id: 'm', conversation: pair, lease, pieces: () => render(both).pieces };
    await sender.sender.send(message, undefined).catch(() => {});
    lease.lose();
    await lease.end();
  };
  const leaving = (id: string, name: string, more: Partial<PartDraft> = {}) => {
    const asked = { name: 'resolved', language: 'en', parameters: { ticket: 'T-42' } };
    const draft = {
      id,
      message: 'm',
      conversation,
      sentAs: 'template',
      template: name,
      language: 'en',
      asked,
    } as const;
    return sender.ledger.write([sender.ledger.leavingWrite({ ...draft, ...more }, false, () => {})]);
  };
  const arrived = async () => {
    await channel.settled();
    return channel.heard().map((text) => /This is (\w+)/.exec(text)?.[1]);
  };
  afterEach(async () => {
    await sender.close();
    await channel.close();
  });

  it('does not begin anew when the turn runs again after a crash', async () => {
    await start();
    channel.emulator.template('resolved', 'paused');
    await sendAndDie();
    expect(await arrived()).to.deep.equal(['update']);
    // Even if the first is back.
    channel.emulator.template('resolved', 'active');
    channel.clock.advance(7 * 60 * 60 * 1000);
    const sent = await send();
    expect(sent).to.deep.include({ sentAs: 'template', template: 'update', parts: ['m.t2'] });
    expect(await arrived()).to.deep.equal(['update']);
  });

  it('asks again for what may have left before a crash, and goes on from there', async () => {
    await start();
    channel.emulator.template('resolved', 'paused');
    await leaving('m', 'resolved');
    expect(await send()).to.deep.include({ template: 'update', parts: ['m.t2'] });
    expect(await arrived()).to.deep.equal(['update']);
    expect(channel.emulator.requests.messages).to.equal(2);
  });

  it('waits for the status of a later template that may have left, and sends nothing else', async () => {
    await start();
    await leaving('m', 'resolved');
    await leaving('m.t2', 'update', { tried: [{ template: 'resolved', language: 'en', reason: 'refused' }] });
    const sending = send();
    await sender.ledger.write([sender.ledger.statusWrite('m.t2', { state: 'sent', messageId: 'api' })]);
    expect(await sending).to.deep.include({ template: 'update', parts: ['m.t2'] });
    expect(channel.emulator.requests.messages).to.equal(0);
  });

  it('goes on where a catalogue has changed meanwhile', async () => {
    await start(catalogue('generic'));
    await leaving('m', 'resolved');
    await leaving('m.t2', 'update', { tried: [{ template: 'resolved', language: 'en', reason: 'refused' }] });
    await sender.ledger.write([sender.ledger.failedWrite('m.t2', { description: 'WHATSAPP_HSM_NOT_AVAILABLE' })]);
    const sent = await send();
    expect(sent).to.deep.include({ template: 'generic', parts: ['m.t3'] });
    expect((await sender.ledger.get('m.t3'))?.tried?.map((each) => each.template)).to.deep.equal([
      'resolved',
      'update',
    ]);
  });

  it('passes over a template whose file cannot be had', async () => {
    const withFile = TemplateCatalog.parse({
      templates: [
        plain('resolved', { header: { type: 'document', slot: 'file' }, fallback: ['update'] }),
        plain('update'),
      ],
    });
    await start(withFile);
    const message = template('resolved', { ticket: 'T-42', file: 'data:image/png;base64,AAAA' });
    expect(await send(message)).to.deep.include({ template: 'update', parts: ['m'] });
    const [passedOver] = (await sender.ledger.get('m'))?.tried ?? [];
    expect(passedOver)
      .to.include({ template: 'resolved' })
      .and.to.have.property('reason')
      .match(/slot "file"/);
    expect(await arrived()).to.deep.equal(['update']);
  });

  it('ends the same way as often as it is asked', async () => {
    await start();
    for (const name of names) channel.emulator.template(name, 'missing');
    const first = await rejection(send(), TemplatesRefusedError);
    expect(first.tried.map((each) => each.template)).to.deep.equal(names);
    const again = await rejection(send(), TemplatesRefusedError);
    expect(again.tried).to.deep.equal(first.tried);
    expect(channel.emulator.requests.messages).to.equal(3);
  });

  it('arrives at most once, whatever is paused, wherever the process dies', async () => {
    const run = fc.record({
      paused: fc.record({
        resolved: fc.constantFrom('active', 'submit', 'status'),
        update: fc.constantFrom('active', 'submit', 'status'),
        generic: fc.constantFrom('active', 'submit', 'status'),
      }),
      runs: fc.array(fc.constantFrom('dies', 'ends', 'restored'), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc
        .asyncProperty(run, async ({ paused, runs }) => {
          await start();
          for (const [name, at] of Object.entries(paused)) {
            if (at !== 'active') channel.emulator.template(name, 'paused', at as 'submit' | 'status');
          }
          for (const one of runs) {
            if (one === 'restored') for (const name of names) channel.emulator.template(name, 'active');
            if (one === 'dies') await sendAndDie();
            else await send().catch(() => {});
            await channel.settled();
          }
          await send().catch(() => {});
          const heard = await arrived();
          expect(heard.length).to.be.lessThan(2);
          if (Object.values(paused).includes('active')) expect(heard).to.have.length(1);
        })
        .afterEach(async () => {
          await sender.close();
          await channel.close();
        }),
      { numRuns: 40 },
    );
    await start();
  });
});
