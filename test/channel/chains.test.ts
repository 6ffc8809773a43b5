import { expect } from 'chai';
import {
  type ChannelEvent,
  type NotificationReport,
  openStore,
  outsideWindow,
  SendRefusedError,
  TemplateCatalog,
  TemplatesRefusedError,
  template,
} from '../../src/index.js';
import { gate } from '../lanes/contract.js';
import {
  business,
  type Channel,
  type ChannelOptions,
  signUp,
  startChannel,
  thandi,
  until,
} from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

const hour = 60 * 60 * 1000;
const sipho = '27820000002';
const lerato = '27820000003';
const version = (name: string, body: string, slots: readonly string[], more: object = {}) => ({
  ...{ name, language: 'en', category: 'utility', body, slots },
  ...more,
});
const resolvedEn = version('ticket_resolved', 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Is it not?', [
  ...['name', 'ticket', 'summary'],
]);
const fallback = ['ticket_update', 'generic_update'];
const english = [
  { ...resolvedEn, fallback },
  version('ticket_update', 'There is news on your ticket {{1}}.', ['ticket']),
  version('generic_update', 'There is news for you.', []),
];
const catalog = TemplateCatalog.parse({ templates: english });
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const both = { to: thandi, text: 'Fixed.', template: resolved };
const [first, second] = [
  'Hi Thandi, your ticket T-42 is resolved: fixed. Is it not?',
  'There is news on your ticket T-42.',
];
const notAvailable = 'WHATSAPP_HSM_NOT_AVAILABLE';
const inWords = (code: number) => `Clickatell refused it with code ${code}, in words of its own that stand in the log.`;
const tried = (name: string, reason: string, language = 'en') => ({ template: name, language, reason });

describe('The chain of a template', () => {
  let channel: Channel;
  const start = async ({ adapter, ...options }: ChannelOptions = {}, templates = catalog) => {
    channel = await startChannel({ ...options, adapter: { templates, ...adapter } });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const report = async (id: string): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  const notify = async (id: string, to = thandi, message = resolved) => {
    await channel.adapter.notify({ to, template: message, id });
    return report(id);
  };
  afterEach(async () => {
    expect(channel.emulator.violations).to.deep.equal([]);
    await channel.close();
  });
  after(removeFolders);

  for (const at of ['submit', 'status'] as const) {
    describe(`where the provider tells by ${at}`, () => {
      const reason = at === 'submit' ? inWords(132015) : notAvailable;

      it('goes on with the next, and says so', async () => {
        await start();
        channel.emulator.template('ticket_resolved', 'paused', at);
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.adapter.notify({ ...both, topic: 'tickets', id: 'n' });
        const { messages, decisions: _, ...rest } = await report('n');
        expect(rest).to.deep.equal({
          id: 'n',
          state: 'read',
          sentAs: 'template',
          template: 'ticket_update',
          conversationType: 'business-initiated',
          reason:
            at === 'submit'
              ? 'The person has never written; the message brought a template.'
              : 'The provider refused the template afterwards; another one took its place.',
          tried: [tried('ticket_resolved', reason)],
        });
        expect(messages.map(({ clientMessageId, state }) => [clientMessageId, state])).to.deep.equal([
          ['n-n-1', 'failed'],
          ['n-n-1.t2', 'read'],
        ]);
        expect(channel.heard()).to.deep.equal([second]);
      });

      it('skips at once for everybody what is set aside, for six hours', async () => {
        await start();
        channel.emulator.template('ticket_resolved', 'disabled', at);
        await notify('a');
        const until = channel.clock.now() + 6 * hour;
        const aside = { business, template: 'ticket_resolved', language: 'en', until };
        const why = at === 'submit' ? inWords(132016) : notAvailable;
        expect(await channel.adapter.templatesAside()).to.deep.equal([{ ...aside, reason: why }]);
        const { requests } = channel.emulator;
        const before = requests.messages;
        const skipped = await notify('b', sipho);
        expect(requests.messages - before).to.equal(1);
        expect(skipped).to.deep.include({ state: 'read', template: 'ticket_update' });
        expect(skipped.messages.map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['n-b-1']);
        expect(skipped.tried).to.deep.equal([
          tried('ticket_resolved', `set aside until ${new Date(until).toISOString()}: ${why}`),
        ]);

        channel.emulator.template('ticket_resolved', 'active');
        channel.clock.advance(6 * hour - 1);
        expect(await notify('c', lerato)).to.include({ template: 'ticket_update' });
        channel.clock.advance(1);
        expect(await channel.adapter.templatesAside()).to.deep.equal([]);
        const again = await notify('d', lerato);
        expect(again).to.include({ state: 'read', template: 'ticket_resolved' }).and.not.to.have.property('tried');
        expect(channel.heard(lerato)).to.deep.equal([second, first]);
        const events = channel.events.filter(({ kind }) => kind === 'template');
        expect(events).to.deep.equal([
          { kind: 'template', template: 'ticket_resolved', language: 'en', business: '…0001', reason: why, until },
        ]);
      });

      it('has failed when none is left, with the list of what was tried', async () => {
        await start();
        for (const { name } of english)
          channel.emulator.template(name, name === 'ticket_update' ? 'missing' : 'paused', at);
        const failed = await notify('n');
        const missing = at === 'submit' ? inWords(132001) : 'WHATSAPP_HSM_IS_MISSING';
        expect(failed).to.include({ state: 'failed', sentAs: 'template', template: 'generic_update' });
        expect(failed.tried).to.deep.equal([
          tried('ticket_resolved', reason),
          tried('ticket_update', missing),
          tried('generic_update', reason),
        ]);
        expect(failed.error?.description).to.equal(reason);
        expect(failed.reason).to.equal(
          `No template could be sent. "ticket_resolved" (en): ${reason} "ticket_update" (en): ${missing} ` +
            `"generic_update" (en): ${reason}`,
        );
        expect(failed.messages.map(({ clientMessageId, state }) => `${clientMessageId} ${state}`)).to.deep.equal([
          'n-n-1 failed',
          'n-n-1.t2 failed',
          'n-n-1.t3 failed',
        ]);
        expect(channel.heard()).to.deep.equal([]);

        // All of them are set aside now, so nobody is asked.
        const { messages } = channel.emulator.requests;
        const none = await notify('o', sipho);
        expect(channel.emulator.requests.messages).to.equal(messages);
        expect(none).to.deep.include({ state: 'failed', sentAs: null, messages: [] });
        expect(none.tried?.map(({ reason: each }) => each.replace(/until .*?Z/, 'until'))).to.deep.equal([
          `set aside until: ${reason}`,
          `set aside until: ${missing}`,
          `set aside until: ${reason}`,
        ]);

        // It may be asked for again, once one of them is back.
        channel.clock.advance(6 * hour);
        for (const { name } of english) channel.emulator.template(name, 'active');
        await channel.adapter.notify({ to: sipho, template: resolved, id: 'o' });
        const sent = await report('o');
        expect(sent).to.include({ state: 'read', template: 'ticket_resolved' }).and.not.to.have.property('tried');
      });

      it('holds for replies', async () => {
        const errors: unknown[] = [];
        await start({
          logic: async (context) => {
            if (context.activity.type !== 'message') return;
            const sent = await context.sendActivity(resolved).catch((error: unknown) => void errors.push(error));
            if (sent) await context.sendActivity('That is all.');
          },
        });
        channel.emulator.template('ticket_resolved', 'paused', at);
        await channel.say('Is it fixed?');
        expect(channel.heard().sort()).to.deep.equal([second, 'That is all.'].sort());
        expect(errors).to.deep.equal([]);
      });

      it('holds for replies that leave when the window has closed', async () => {
        await start();
        await channel.say('Hello');
        channel.clock.advance(25 * hour);
        channel.emulator.template('ticket_resolved', 'paused', at);
        const reference = channel.adapter.reference(thandi);
        await channel.adapter.continueConversation(reference, async (context) => {
          await context.sendActivity(outsideWindow('Fixed.', resolved));
        });
        await channel.settled();
        expect(channel.heard().slice(1)).to.deep.equal([second]);
      });

      it('holds for a message whose text the provider refused', async () => {
        await start();
        await channel.say('Hello');
        channel.emulator.template('ticket_resolved', 'paused', at);
        channel.emulator.fault('windowRefused', 1);
        await channel.adapter.notify({ ...both, id: 'n' });
        const sent = await report('n');
        expect(sent).to.include({ state: 'read', sentAs: 'template', template: 'ticket_update' });
        expect(sent.tried).to.deep.equal([tried('ticket_resolved', reason)]);
        expect(sent.messages.map(({ clientMessageId, state }) => `${clientMessageId} ${state}`)).to.deep.equal([
          'n-n-1 failed',
          'n-n-1.t failed',
          'n-n-1.t2 read',
        ]);
        expect(channel.heard().slice(1)).to.deep.equal([second]);
      });

      it('holds for follow-ups', async () => {
        await start();
        channel.emulator.template('ticket_resolved', 'missing', at);
        await channel.adapter.schedule({ ...both, key: 'k', in: hour, id: 'f' });
        channel.clock.advance(hour);
        expect(await report('f')).to.include({ state: 'read', template: 'ticket_update' });
        expect(channel.heard()).to.deep.equal([second]);
      });
    });
  }

  it('is tried for one message where it does not fit the values, and set aside for nobody', async () => {
    const templates = TemplateCatalog.parse({ templates: english });
    await start({}, templates);
    // In the portal, the resolution has less room than the catalogue knows.
    const long = 'x'.repeat(990);
    const portal = [{ ...english[0], body: `${'y'.repeat(1000)} {{1}} {{2}} {{3}}.` }, ...english.slice(1)];
    channel.emulator.integrate({
      number: business,
      callbackUrl: channel.url,
      templates: TemplateCatalog.parse({ templates: portal }),
    });
    const sent = await notify('n', thandi, template('ticket_resolved', { name: 'T', ticket: 'T-42', summary: long }));
    expect(sent).to.include({ state: 'read', template: 'ticket_update' });
    expect(sent.tried).to.deep.equal([tried('ticket_resolved', 'WHATSAPP_TEMPLATE_TEXT_TOO_LONG')]);
    expect(await channel.adapter.templatesAside()).to.deep.equal([]);
    expect(await notify('o')).to.include({ template: 'ticket_resolved' });
  });

  it('goes through the person’s language, its base and the default, and no other where the message names one', async () => {
    const templates = TemplateCatalog.parse({
      templates: [
        { ...resolvedEn, fallback: ['ticket_update'] },
        ...['pt', 'pt_BR'].map((language) => ({
          ...resolvedEn,
          ...{ language, portalName: `resolved_${language.toLowerCase()}`, body: `${language} {{1}} {{2}} {{3}}.` },
        })),
        { ...english[1], portalName: 'update_en' },
        { ...english[1], language: 'pt', portalName: 'update_pt', body: 'Novidades em {{1}}.' },
      ],
    });
    const sent: string[] = [];
    let message: object = { ...resolved, locale: 'pt-BR' };
    const logic: ChannelOptions['logic'] = async (context) => {
      if (context.activity.type !== 'message') return;
      await context.sendActivity(message).catch((error: unknown) => {
        if (!(error instanceof TemplatesRefusedError)) throw error;
        sent.push(error.tried.map((each) => `${each.template} ${each.language}`).join());
      });
    };
    await start({ logic }, templates);
    const names = ['resolved_pt_br', 'resolved_pt', 'ticket_resolved', 'update_pt', 'update_en'];
    for (const [at, name] of ['none', ...names].entries()) {
      channel.emulator.template(name, 'paused', at % 2 === 0 ? 'submit' : 'status');
      await channel.say(`${at}`);
    }
    const texts = ['pt_BR Thandi T-42 fixed.', 'pt Thandi T-42 fixed.', first, 'Novidades em T-42.', second];
    expect(channel.heard()).to.deep.equal(texts);
    const all = 'ticket_resolved pt_BR,ticket_resolved pt,ticket_resolved en,ticket_update pt,ticket_update en';
    expect(sent).to.deep.equal([]);
    await channel.say('All of them are set aside');
    expect(sent.splice(0)).to.deep.equal([all]);

    channel.clock.advance(6 * hour);
    for (const name of names) channel.emulator.template(name, name === 'resolved_pt_br' ? 'paused' : 'active');
    message = template('ticket_resolved', { name: 'T', ticket: 'T', summary: 'x' }, { language: 'pt_BR' });
    await channel.say('The language is given');
    expect(sent).to.deep.equal(['ticket_resolved pt_BR']);
    expect(channel.heard()).to.have.length(texts.length);
  });

  it('of one template is that template, also while it is set aside', async () => {
    await start();
    channel.emulator.template('generic_update', 'paused');
    const failed = await notify('n', thandi, template('generic_update'));
    expect(failed.tried).to.deep.equal([tried('generic_update', inWords(132015))]);
    expect(await channel.adapter.templatesAside()).to.have.length(1);
    channel.emulator.template('generic_update', 'active');
    expect(await notify('o', sipho, template('generic_update'))).to.include({ state: 'read', sentAs: 'template' });
  });

  it('goes on for no failure of the person, the account or the pace', async () => {
    await start();
    channel.emulator.fault('optedOut', 1);
    const failed = await notify('n');
    expect(failed).to.deep.include({ state: 'failed', error: { code: 26, description: 'Recipient opted out' } });
    expect(failed).not.to.have.property('tried');
    channel.emulator.fault('rateLimitLater', 1);
    await notify('o', sipho);
    channel.clock.advance(hour);
    await until(() => channel.heard(sipho).length === 1);
    expect(await report('o')).to.include({ state: 'read', template: 'ticket_resolved' });
    expect(channel.emulator.requests.messages).to.equal(3);
  });

  it('tells the bot what was tried, where a reply has no template left', async () => {
    let error: unknown;
    await start({
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        await context.sendActivity(resolved).catch((thrown: unknown) => {
          error = thrown;
        });
      },
    });
    for (const { name } of english) channel.emulator.template(name, 'paused');
    await channel.say('Hello');
    expect(error).to.be.instanceOf(TemplatesRefusedError).and.to.include({ code: 132015 });
    expect(error).to.be.instanceOf(SendRefusedError).and.to.have.property('tried').with.length(3);
  });

  it('goes on once, however often a status comes, and whatever it says the next time', async () => {
    await start();
    channel.emulator.template('ticket_resolved', 'paused', 'status');
    channel.emulator.fault('duplicateCallback', 1000);
    const sent = await notify('n');
    const [failed, next] = sent.messages;
    const status = async (part: typeof failed, name: string) => {
      const one = { channel: 'whatsapp', messageId: part?.apiMessageId, clientMessageId: part?.clientMessageId };
      const messageStatusUpdate = [{ ...one, timestamp: channel.clock.now(), status: name }];
      const answer = await fetch(channel.url, {
        method: 'POST',
        body: JSON.stringify({ event: { messageStatusUpdate } }),
      });
      expect(answer.status).to.equal(200);
      await channel.settled();
    };
    for (const name of [notAvailable, 'WHATSAPP_HSM_IS_MISSING', 'Template is paused', 'FAILED']) {
      await status(failed, name);
    }
    // The person has read it.
    await status(next, notAvailable);
    expect(await report('n')).to.deep.equal(sent);
    expect(channel.emulator.requests.messages).to.equal(2);
    channel.clock.advance(7 * hour);
    await status(failed, 'WHATSAPP_HSM_IS_MISSING');
    expect(await channel.adapter.templatesAside()).to.deep.equal([]);
    expect(channel.heard()).to.deep.equal([second]);
  });

  for (const at of ['submit', 'status'] as const) {
    it(`waits with the next while the provider takes nothing, and leaves as itself once the person writes (told by ${at})`, async () => {
      let answered = 0;
      const observe = ({ kind }: ChannelEvent) => {
        if (kind !== 'request') return;
        answered += 1;
        if (answered === 1) channel.emulator.fault('noBalance', 1);
      };
      await start({ client: { observe } });
      channel.emulator.template('ticket_resolved', 'paused', at);
      await channel.adapter.notify({ ...both, id: 'n' });
      const waits = await report('n');
      expect(waits).to.include({ state: 'waiting', sentAs: null });
      expect(waits.reason).to.match(/balance/);
      // The person writes, so the message itself can leave, and nothing else does.
      await channel.say('Anybody there?');
      channel.clock.advance(hour);
      await until(() => channel.heard().length === 2);
      expect(await report('n'))
        .to.include({ state: 'read', sentAs: 'text' })
        .and.not.to.have.property('template');
      expect(channel.heard()).to.deep.equal(['Fixed.', 'You said: Anybody there?']);
    });

    it(`waits with the next, which leaves when the provider takes messages again (told by ${at})`, async () => {
      const observe = ({ kind }: ChannelEvent) => {
        if (kind === 'request' && channel.emulator.requests.send === 1) channel.emulator.fault('noBalance', 1);
      };
      await start({ client: { observe } });
      channel.emulator.template('ticket_resolved', 'paused', at);
      const reason = at === 'submit' ? inWords(132015) : notAvailable;
      expect(await notify('n')).to.include({ state: 'waiting' });
      channel.clock.advance(hour);
      await until(() => channel.heard().length === 1);
      const sent = await report('n');
      expect(sent).to.include({ state: 'read', sentAs: 'template', template: 'ticket_update' });
      expect(sent.tried).to.deep.equal([tried('ticket_resolved', reason)]);
      expect(channel.heard()).to.deep.equal([second]);
    });
  }

  it('ends where the window’s rule keeps the next one back', async () => {
    await start();
    await channel.say('Hello');
    const { emulator, adapter, clock } = channel;
    emulator.template('ticket_resolved', 'paused', 'status');
    const callbackUrl = channel.url;
    emulator.integrate({ number: business, callbackUrl: 'http://127.0.0.1:1/', templates: catalog });
    await adapter.notify({ to: thandi, template: resolved, whenClosed: 'refuse', id: 'n' });
    await until(async () => (await adapter.notification('n'))?.state === 'sent');
    clock.advance(25 * hour);
    emulator.integrate({ number: business, callbackUrl, templates: catalog });
    await until(async () => (await adapter.notification('n'))?.state === 'failed');
    expect((await report('n')).tried).to.deep.equal([tried('ticket_resolved', notAvailable)]);
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
  });

  it('is not over before its next template leaves: who asks again gets no second one', async () => {
    const held = gate();
    await start();
    const { emulator, adapter } = channel;
    emulator.template('ticket_resolved', 'paused', 'status');
    const callbackUrl = channel.url;
    emulator.integrate({ number: business, callbackUrl: 'http://127.0.0.1:1/', templates: catalog });
    await adapter.notify({ to: thandi, template: resolved, id: 'n' });
    await until(async () => (await adapter.notification('n'))?.state === 'sent');
    // The lane is busy when the status comes.
    const busy = adapter.continueConversation(adapter.reference(thandi), () => held.opened);
    emulator.integrate({ number: business, callbackUrl, templates: catalog });
    await until(async () => (await adapter.notification('n'))?.messages[0]?.state === 'failed');
    expect(await adapter.notification('n'))
      .to.include({ state: 'sent' })
      .and.not.to.have.property('error');
    await adapter.notify({ to: thandi, template: resolved, id: 'n' });
    held.open();
    await busy;
    expect(await report('n')).to.include({ state: 'read', template: 'ticket_update' });
    expect(channel.heard()).to.deep.equal([second]);
    expect(emulator.requests.messages).to.equal(2);
  });

  it('gives way to the message itself if the person has written when the template is refused', async () => {
    await start();
    const { emulator, adapter } = channel;
    emulator.template('ticket_resolved', 'paused', 'status');
    const held = gate();
    const callbackUrl = channel.url;
    emulator.integrate({ number: business, callbackUrl: 'http://127.0.0.1:1/', templates: catalog });
    await adapter.notify({ ...both, id: 'n' });
    await until(async () => (await adapter.notification('n'))?.state === 'sent');
    const busy = adapter.continueConversation(adapter.reference(thandi), () => held.opened);
    emulator.integrate({ number: business, callbackUrl, templates: catalog });
    await until(async () => (await adapter.notification('n'))?.messages[0]?.state === 'failed');
    await emulator.say({ from: thandi, text: 'Is it fixed?' });
    held.open();
    await busy;
    expect(await report('n')).to.include({ state: 'read', sentAs: 'text' });
    expect(channel.heard().sort()).to.deep.equal(['Fixed.', 'You said: Is it fixed?']);
    expect(emulator.requests.messages).to.equal(3);
  });

  for (const at of ['submit', 'status'] as const) {
    it(`is that of the template which asks a person to answer, too (told by ${at})`, async () => {
      const templates = TemplateCatalog.parse({
        reengagement: 'open_again',
        templates: [
          version('open_again', 'We have a message for you.', [], { fallback: ['generic_update'] }),
          ...english,
        ],
      });
      await start({}, templates);
      channel.emulator.template('open_again', 'paused', at);
      await channel.adapter.notify({ to: thandi, text: 'Long news.', whenClosed: 'hold', id: 'n' });
      expect(await report('n')).to.include({ state: 'held' });
      expect(channel.heard()).to.deep.equal(['There is news for you.']);
      // No other one asks until the person has answered.
      channel.clock.advance(100 * hour);
      await channel.settled();
      expect(channel.heard()).to.have.length(1);
      await channel.say('Yes?');
      expect(channel.heard().slice(1)).to.deep.equal(['Long news.', 'You said: Yes?']);
      expect(await report('n')).to.include({ state: 'read', sentAs: 'text' });
    });

    it(`asks a person again after the cool-down, where it has no template left (told by ${at})`, async () => {
      const templates = TemplateCatalog.parse({
        reengagement: 'open_again',
        templates: [
          version('open_again', 'We have a message for you.', [], { fallback: ['generic_update'] }),
          ...english,
        ],
      });
      await start({}, templates);
      for (const name of ['open_again', 'generic_update']) channel.emulator.template(name, 'paused', at);
      await channel.adapter.notify({ to: thandi, text: 'Long news.', whenClosed: 'hold', id: 'n' });
      expect(await report('n')).to.include({ state: 'held' });
      expect(channel.emulator.requests.messages).to.equal(2);
      for (const name of ['open_again', 'generic_update']) channel.emulator.template(name, 'active');
      channel.clock.advance(24 * hour);
      await channel.settled();
      expect(channel.heard()).to.deep.equal(['We have a message for you.']);
    });
  }

  it('is kept over a restart, with what is set aside', async () => {
    const url = `lmdb:${await temporaryFolder()}`;
    let store = await openStore(url);
    await start({ store });
    const { emulator, clock } = channel;
    emulator.template('ticket_resolved', 'paused', 'status');
    // Nobody listens for the status before the restart.
    emulator.integrate({ number: business, callbackUrl: 'http://127.0.0.1:1/', templates: catalog });
    await channel.adapter.notify({ ...both, id: 'n' });
    await until(() => emulator.requests.messages === 1);
    await until(async () => (await channel.adapter.notification('n'))?.state === 'sent');
    const restart = async () => {
      const { adapter } = channel;
      await adapter.stop();
      await store.close();
      store = await openStore(url);
      channel = await startChannel({ store, emulator, clock, adapter: { templates: catalog } });
      emulator.integrate({ number: business, callbackUrl: channel.url, templates: catalog });
    };
    try {
      await restart();
      await until(async () => (await channel.adapter.notification('n'))?.state === 'read');
      const sent = await report('n');
      expect(sent).to.include({ template: 'ticket_update' });
      expect(sent.tried).to.deep.equal([tried('ticket_resolved', notAvailable)]);
      await restart();
      expect(await channel.adapter.templatesAside()).to.have.length(1);
      expect(await notify('o', sipho)).to.include({ state: 'read', template: 'ticket_update' });
      expect(emulator.requests.messages).to.equal(3);
    } finally {
      await channel.adapter.stop();
      await emulator.close();
      await store.close();
    }
  });
});

describeWithRedis('The templates that are set aside', (freshUrl) => {
  it('are so for all processes', async () => {
    const url = freshUrl();
    const stores = [await openStore(url), await openStore(url)] as const;
    const one = await startChannel({ store: stores[0], adapter: { templates: catalog } });
    const { emulator, clock } = one;
    const other = await startChannel({ store: stores[1], emulator, clock, adapter: { templates: catalog } });
    emulator.integrate({ number: business, callbackUrl: other.url, templates: catalog });
    try {
      emulator.template('ticket_resolved', 'disabled');
      await one.adapter.notify({ ...both, id: 'a' });
      await until(async () => (await other.adapter.notification('a'))?.state === 'read');
      const before = emulator.requests.messages;
      await other.adapter.notify({ ...both, to: sipho, id: 'b' });
      await until(async () => (await one.adapter.notification('b'))?.state === 'read');
      expect(emulator.requests.messages - before).to.equal(1);
      expect(await one.adapter.notification('b')).to.include({ template: 'ticket_update' });
      const aside = await Promise.all([one.adapter.templatesAside(), other.adapter.templatesAside()]);
      expect(aside.flat().map(({ until: at }) => at - clock.now())).to.deep.equal([6 * hour, 6 * hour]);
    } finally {
      await other.close();
      await one.close();
      for (const store of stores) await store.close();
    }
  });
});
