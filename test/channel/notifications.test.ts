import { expect } from 'chai';
import {
  ClickatellAdapter,
  ClickatellClient,
  InvalidInputError,
  type NotificationReport,
  openStore,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { gate } from '../lanes/contract.js';
import { business, type Channel, catalogue, echo, signUp, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
const both = { to: thandi, text: 'Fixed.', template: resolved };

describe('notify', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
  };
  /** What is reported, without the decisions, which have tests of their own. */
  const report = async (id: string): Promise<Omit<NotificationReport, 'decisions'>> => {
    await channel.settled();
    const { decisions: _, ...found } =
      (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
    return found;
  };
  afterEach(() => channel.close());
  after(removeFolders);

  it('has failed if its turn takes too long, until its dead letter is repeated', async () => {
    await start({ adapter: { lanes: { turnLimitMs: 200 } } });
    const { opened, open } = gate();
    channel.adapter.use(async (_, next) => {
      await opened;
      await next();
    });
    await channel.adapter.notify({ ...both, id: 'n' });
    await until(async () => (await report('n')).state === 'failed');
    const failed = await report('n');
    expect(failed).to.include({ sentAs: null });
    expect(failed.reason).to.match(/took longer than 200 ms/);
    expect(failed.error).to.deep.equal({ description: failed.reason });
    open();
    const [letter] = await channel.adapter.deadLetters();
    expect(letter?.error).to.equal('TurnTimeoutError');
    expect(await channel.adapter.repeat(letter?.item.id ?? '')).to.equal(true);
    const sent = await report('n');
    expect(sent).to.include({ state: 'read', sentAs: 'template' });
    expect(sent.reason).not.to.equal(failed.reason);
    expect(sent).not.to.have.property('error');
    expect(channel.heard()).to.deep.equal([asTemplate]);
  });

  describe('accepts', () => {
    it('and makes up an id where none is given', async () => {
      await start();
      const [one, other] = [await channel.adapter.notify(both), await channel.adapter.notify(both)];
      expect(one.id).to.match(/^[\w.:-]{1,128}$/);
      expect(one.id).not.to.equal(other.id);
      expect(await channel.adapter.notification('never accepted')).to.equal(undefined);
      await channel.settled();
    });

    it('the same id once, at the same time and later', async () => {
      await start();
      await channel.say('Hello');
      const copies = Array.from({ length: 20 }, () => channel.adapter.notify({ ...both, id: 'T-42' }));
      expect(new Set((await Promise.all(copies)).map(({ id }) => id))).to.deep.equal(new Set(['T-42']));
      await channel.settled();
      await channel.adapter.notify({ ...both, id: 'T-42' });
      await channel.settled();
      expect(channel.heard().slice(1)).to.deep.equal(['Fixed.']);
      expect((await report('T-42')).messages).to.have.length(1);
    });

    it('numbers with a plus as the same person', async () => {
      await start();
      await channel.say('Hello');
      await channel.adapter.notify({ to: `+${thandi}`, from: `+${business}`, text: 'Fixed.', id: 'x' });
      expect(await report('x')).to.include({ state: 'read', sentAs: 'text' });
    });

    const wrong: [string, Parameters<ClickatellAdapter['notify']>[0], string][] = [
      ['nobody to write to', { to: '', text: 'Hello' }, 'to'],
      ['nothing to say', { to: thandi }, 'text'],
      ['a number that is not ours', { to: thandi, from: '27110000009', text: 'Hello' }, 'from'],
      ['an unknown template', { to: thandi, template: template('no_such') }, 'template.name'],
      [
        'an unknown language of it',
        { to: thandi, template: template('ticket_resolved', {}, { language: 'zu' }) },
        'template.name',
      ],
      [
        'a slot without a value',
        { to: thandi, template: template('ticket_resolved', { name: 'Thandi', ticket: 'T-42' }) },
        'template.parameters.summary',
      ],
      [
        'an empty value',
        { to: thandi, template: template('ticket_resolved', { name: ' ', ticket: 'T-42', summary: 'x' }) },
        'template.parameters.name',
      ],
      [
        'a value without a slot',
        { to: thandi, template: template('ticket_resolved', { name: 'T', ticket: 'T', summary: 'x', more: 'y' }) },
        'template.parameters.more',
      ],
    ];
    for (const [name, notification, field] of wrong) {
      it(`nothing with ${name}, and names ${field}`, async () => {
        await start();
        const failure = await rejection(channel.adapter.notify({ ...notification, id: 'x' }), InvalidInputError);
        expect(failure.field).to.equal(field);
        expect(await channel.adapter.notification('x')).to.equal(undefined);
      });
    }
  });

  describe('reports', () => {
    it('accepted while it waits for its turn, then how far it has come', async () => {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await start({
        logic: async (context) => {
          if (context.activity.text === 'wait') await held;
        },
      });
      await channel.emulator.say({ from: thandi, text: 'wait' });
      channel.emulator.person(thandi, { on: false });
      await channel.adapter.notify({ ...both, id: 'x' });
      expect(await channel.adapter.notification('x')).to.deep.equal({
        id: 'x',
        state: 'accepted',
        sentAs: null,
        conversationType: null,
        reason: 'Waits for its turn in the conversation.',
        messages: [],
        decisions: [],
      });

      letGo();
      const sent = await report('x');
      const apiMessageId = sent.messages[0]?.apiMessageId;
      expect(apiMessageId).to.match(/^\w+$/);
      expect(sent).to.deep.equal({
        id: 'x',
        state: 'sent',
        sentAs: 'text',
        conversationType: 'customer-initiated',
        reason: 'The person wrote less than 24 hours ago.',
        messages: [{ clientMessageId: 'n-x-1', apiMessageId, state: 'sent' }],
      });

      channel.emulator.person(thandi, { on: true, reads: false });
      expect((await report('x')).state).to.equal('delivered');
      channel.emulator.person(thandi, { reads: true });
      expect((await report('x')).state).to.equal('read');
    });

    it('the template that was chosen', async () => {
      await start();
      await channel.adapter.notify({ ...both, id: 'x' });
      const { messages, ...rest } = await report('x');
      expect(rest).to.deep.equal({
        id: 'x',
        state: 'read',
        sentAs: 'template',
        template: 'ticket_resolved',
        conversationType: 're-engagement',
        reason: 'The person has never written; the message brought a template.',
      });
      expect(messages.map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['n-x-1']);
      expect(channel.heard()).to.deep.equal([asTemplate]);
    });

    it('a template without a text, sent at any time', async () => {
      await start();
      await channel.say('Hello');
      await channel.adapter.notify({ to: thandi, template: resolved, id: 'x' });
      expect(await report('x')).to.include({ sentAs: 'template', conversationType: 'customer-initiated' });
    });

    it('a template that the text reads like', async () => {
      await start();
      const text = 'Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
      await channel.adapter.notify({ to: thandi, text, id: 'x' });
      expect(await report('x')).to.include({ state: 'read', sentAs: 'template', template: 'ticket_resolved' });
    });

    it('choices under the text, which a tap answers; the template has its own', async () => {
      const heard: string[] = [];
      await start({
        logic: async ({ activity }) => {
          if (activity.type === 'message') heard.push(activity.text);
        },
      });
      await channel.say('Hi');
      await channel.adapter.notify({ ...both, choices: ['It works', 'Not yet'], id: 'n' });
      expect(await report('n')).to.include({ sentAs: 'text' });
      const shown = channel.emulator.chat(thandi).messages.at(-1);
      expect([shown?.text, shown?.buttons]).to.deep.equal(['Fixed.', ['It works', 'Not yet']]);
      await channel.emulator.say({ from: thandi, tap: 'Not yet' });
      await channel.settled();
      expect(heard).to.deep.equal(['Hi', 'Not yet']);
      channel.clock.advance(25 * hour);
      await channel.adapter.notify({ ...both, choices: ['It works', 'Not yet'], id: 'm' });
      expect(await report('m')).to.include({ sentAs: 'template', template: 'ticket_resolved' });
      expect(channel.emulator.chat(thandi).messages.at(-1)?.buttons).to.deep.equal(['Solved', 'Not solved']);
    });

    it('business-initiated where the person signed up for the topic', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.adapter.notify({ ...both, topic: 'tickets', id: 'closed' });
      expect((await report('closed')).conversationType).to.equal('business-initiated');
      await channel.adapter.notify({ to: thandi, text: 'Hello', topic: 'tickets', id: 'refused' });
      expect(await report('refused')).to.include({ state: 'refused', conversationType: 'business-initiated' });
      await channel.say('Hello');
      await channel.adapter.notify({ ...both, topic: 'tickets', id: 'open' });
      expect((await report('open')).conversationType).to.equal('customer-initiated');
    });

    it('a long text as far as the part that has come least far', async () => {
      await start();
      await channel.say('Hello');
      const text = `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}`;
      await channel.adapter.notify({ to: thandi, text, id: 'x' });
      const long = await report('x');
      expect(long.state).to.equal('read');
      expect(long.messages.map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['n-x-1', 'n-x-1.1']);
    });

    it('refused, where the window is closed and there is no template', async () => {
      await start();
      await channel.say('Hello');
      channel.clock.advance(25 * hour);
      await channel.adapter.notify({ to: thandi, text: 'Hello', id: 'x' });
      const { reason, ...rest } = await report('x');
      expect(rest).to.deep.equal({
        id: 'x',
        state: 'refused',
        sentAs: null,
        conversationType: 're-engagement',
        messages: [],
      });
      expect(reason).to.match(/^The customer service window is closed, and there is no template/);
    });

    it('refused, where no template may be sent', async () => {
      await start();
      await channel.adapter.notify({ ...both, whenClosed: 'refuse', id: 'x' });
      expect(await report('x')).to.include({ state: 'refused', sentAs: null });
      expect(channel.emulator.requests.messages).to.equal(0);
    });

    it('failed, with the reason, where the person is not on WhatsApp', async () => {
      await start();
      channel.emulator.person(thandi, { onWhatsApp: false });
      await channel.adapter.notify({ ...both, id: 'x' });
      const failed = await report('x');
      expect(failed).to.include({ state: 'failed', sentAs: 'template' });
      expect(failed.error).to.deep.equal({ code: 27, description: 'Recipient not available on channel' });
      expect(failed.messages.map(({ state }) => state)).to.deep.equal(['failed']);
    });

    it('failed, where the provider accepts it and fails later', async () => {
      await start();
      channel.emulator.fault('templatePaused', 1);
      await channel.adapter.notify({ ...both, id: 'x' });
      const failed = await report('x');
      expect(failed).to.include({ state: 'failed', sentAs: 'template' });
      expect(failed.error?.description).to.equal('WHATSAPP_HSM_NOT_AVAILABLE');
    });

    it('the template that took the place of a text which the provider refused afterwards', async () => {
      await start();
      await channel.say('Hello');
      await signUp(channel.adapter, thandi, 'tickets');
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify({ ...both, topic: 'tickets', id: 'x' });
      const { messages, ...rest } = await report('x');
      expect(rest).to.deep.equal({
        id: 'x',
        state: 'read',
        sentAs: 'template',
        template: 'ticket_resolved',
        conversationType: 'business-initiated',
        reason: 'The provider found the window closed; the message went out again as its template.',
      });
      expect(messages.map(({ clientMessageId, state }) => [clientMessageId, state])).to.deep.equal([
        ['n-x-1', 'failed'],
        ['n-x-1.t', 'read'],
      ]);
      expect(channel.heard().slice(1)).to.deep.equal([asTemplate]);
    });

    it('failed, where the provider refused a text afterwards and there is no template', async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify({ to: thandi, text: 'Hello', id: 'x' });
      expect((await report('x')).error?.code).to.equal(131);
      expect(await report('x')).to.include({ state: 'failed', sentAs: 'text' });
    });

    for (const faults of [
      ['lateCallback'],
      ['duplicateCallback'],
      ['statusFirst'],
      ['lateCallback', 'duplicateCallback', 'statusFirst'],
    ] as const) {
      it(`read, in whatever order the statuses come: ${faults.join(', ')}`, async () => {
        await start();
        await channel.say('Hello');
        for (const fault of faults) channel.emulator.fault(fault, 2);
        await channel.adapter.notify({ ...both, id: 'x' });
        expect(await report('x')).to.include({ state: 'read', sentAs: 'text' });
        expect(channel.heard().slice(1)).to.deep.equal(['Fixed.']);
        for (const fault of faults) channel.emulator.fault(fault, 0);
      });
    }
  });

  it('is not lost when the process ends before its turn', async () => {
    await start({ logic: echo });
    const { emulator, clock } = channel;
    const folder = await temporaryFolder();
    const templates = TemplateCatalog.parse(catalogue);
    const { apiKey } = emulator.integrate({ number: business, templates });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });

    const before = await openStore(`lmdb:${folder}`);
    // Not started: it accepts the notification, but never sends it.
    const earlier = new ClickatellAdapter({ client, store: before, templates, clock, webhookSecret: 'none' });
    for (const id of ['one', 'two']) await earlier.notify({ ...both, id });
    expect((await earlier.notification('two'))?.state).to.equal('accepted');
    await earlier.stop();
    await before.close();

    const after = await openStore(`lmdb:${folder}`);
    const later = new ClickatellAdapter({ client, store: after, templates, clock, webhookSecret: 'none' });
    await later.start(echo);
    expect(await later.notify({ ...both, id: 'one' })).to.deep.equal({ id: 'one' });
    await until(() => later.depth === 0);
    for (const id of ['one', 'two']) {
      expect(await later.notification(id)).to.include({ state: 'sent', sentAs: 'template' });
    }
    expect(channel.heard()).to.deep.equal([asTemplate, asTemplate]);
    await later.stop();
    await client.close();
    await after.close();
  });
});
