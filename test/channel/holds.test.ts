import { expect } from 'chai';
import {
  type ChannelEvent,
  type ClickatellAdapter,
  type ClickatellAdapterOptions,
  holdWith,
  InvalidInputError,
  type NotificationReport,
  openStore,
  StoreError,
  TemplateCatalog,
  template,
  withIntent,
} from '../../src/index.js';
import { askId } from '../../src/sending/partIds.js';
import { business, type Channel, catalogue, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { rejection } from '../support/rejection.js';

const [second, hour, day] = [1000, 60 * 60 * 1000, 24 * 60 * 60 * 1000];
const asking = 'We have news for you. Shall we show you?';
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: asking,
      buttons: [{ type: 'quickReply', title: 'Show me' }],
    },
    { name: 'parcel', language: 'en', category: 'utility', body: 'There is news of your parcel. Answer to read it.' },
  ],
});

describe('Held messages', () => {
  after(removeFolders);
  describeHolds('in memory', () => openStore('memory:'));
  describeHolds('on LMDB', async () => openStore(`lmdb:${await temporaryFolder()}`));
  describeWithRedis('on Redis', (freshUrl) => describeHolds('in one process', () => openStore(freshUrl())));
});

describe('What is held', () => {
  after(removeFolders);

  it('is there after a restart, with the template that has left for it', async () => {
    const folder = await temporaryFolder();
    const open = () => openStore(`lmdb:${folder}`);
    const first = await startChannel({ store: await open(), adapter: { templates } });
    const { emulator, clock } = first;
    try {
      emulator.integrate({ number: business, callbackUrl: first.url, templates });
      await first.adapter.notify({ to: thandi, text: 'One.', whenClosed: 'hold', id: 'n' });
      await first.settled();
      await first.adapter.stop();
      await first.store.close();
      const second = await startChannel({ store: await open(), adapter: { templates }, emulator, clock });
      emulator.integrate({ number: business, callbackUrl: second.url, templates });
      await second.adapter.notify({ to: thandi, text: 'Two.', whenClosed: 'hold' });
      await second.settled();
      expect(await second.adapter.notification('n')).to.include({ state: 'held' });
      await second.say('Show me');
      expect(second.heard()).to.deep.equal([asking, 'One.', 'Two.', 'You said: Show me']);
      await second.close();
      await second.store.close();
    } finally {
      await first.close();
      await emulator.close();
    }
  });

  describeWithRedis('by one process', (freshUrl) => {
    it('is released by another, which the person’s answer comes to', async () => {
      const url = freshUrl();
      const [one, other] = [await openStore(url), await openStore(url)];
      const first = await startChannel({ store: one, adapter: { templates } });
      const { emulator, clock } = first;
      const second = await startChannel({ store: other, adapter: { templates }, emulator, clock });
      try {
        emulator.integrate({ number: business, callbackUrl: second.url, templates });
        const all = [first, second].map(({ adapter }, at) =>
          adapter.notify({ to: thandi, text: `From ${at}.`, whenClosed: 'hold', id: `n${at}` }),
        );
        await Promise.all(all);
        const isHeld = async (id: string) => (await first.adapter.notification(id))?.state === 'held';
        await until(async () => (await isHeld('n0')) && (await isHeld('n1')));
        await until(() => first.heard().length > 0);
        await second.say('Show me');
        await until(async () => (await first.adapter.backlog()).depth === 0);
        expect(first.heard()[0]).to.equal(asking);
        expect(first.heard().slice(1, 3)).to.have.members(['From 0.', 'From 1.']);
        expect(first.heard().slice(3)).to.deep.equal(['You said: Show me']);
        expect(await first.adapter.held({ to: thandi })).to.deep.equal([]);
      } finally {
        await second.close();
        await first.close();
        await Promise.all([one.close(), other.close()]);
      }
    });
  });
});

function describeHolds(title: string, open: () => ReturnType<typeof openStore>): void {
  describe(title, () => {
    let channel: Channel;
    const start = async (adapter: Partial<ClickatellAdapterOptions> = {}) => {
      channel = await startChannel({ store: await open(), adapter: { templates, ...adapter } });
      channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    };
    const notify = async (notification: Omit<Parameters<ClickatellAdapter['notify']>[0], 'to'> & { to?: string }) => {
      const { id } = await channel.adapter.notify({ to: thandi, whenClosed: 'hold', ...notification });
      await channel.settled();
      return id;
    };
    const report = async (id: string): Promise<NotificationReport> => {
      await channel.settled();
      return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
    };
    const held = () => channel.adapter.held({ to: thandi });
    const later = async (ms: number) => {
      channel.clock.advance(ms);
      await channel.settled();
    };
    const post = async (event: object) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(channel.url, { method: 'POST', headers, body: JSON.stringify({ event }) });
      await channel.settled();
    };
    const outcomes = () => channel.events.flatMap((event) => (event.kind === 'hold' ? [event.outcome] : []));
    afterEach(async () => {
      await channel.close();
      await channel.store.close();
    });

    it('are asked for by one template, and leave in order when the person answers, before the bot’s answer', async () => {
      await start();
      const ids = [await notify({ text: 'One.' }), await notify({ text: 'Two.' }), await notify({ text: 'Three.' })];
      expect(channel.heard()).to.deep.equal([asking]);
      const since = channel.clock.now();
      for (const [at, id] of ids.entries()) {
        const found = await report(id);
        expect(found).to.deep.include({ state: 'held', sentAs: null, conversationType: 're-engagement', messages: [] });
        expect(found.held).to.deep.equal({ since, until: since + 7 * day, position: at + 1 });
        expect(found.reason).to.match(/waits until the person writes/);
      }
      expect((await held()).map(({ notification }) => notification)).to.deep.equal(ids);
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal([asking, 'One.', 'Two.', 'Three.', 'You said: Show me']);
      for (const id of ids) {
        const found = await report(id);
        expect(found).to.include({ state: 'read', sentAs: 'text', conversationType: 'customer-initiated' });
        expect(found).not.to.have.property('held');
      }
      expect(await held()).to.deep.equal([]);
      expect(outcomes()).to.deep.equal(['held', 'asked', 'held', 'held', 'released', 'released', 'released']);
    });

    it('leave after the bot’s answer, if the option says so', async () => {
      await start({ hold: { release: 'after' } });
      await notify({ text: 'One.' });
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal([asking, 'You said: Show me', 'One.']);
    });

    it('of a bot whose policy is to hold: replies, too, and files and choices with them', async () => {
      await start({ policy: { whenClosed: 'hold' } });
      await channel.say('Hello');
      channel.clock.advance(25 * hour);
      const reference = channel.adapter.reference(thandi);
      await channel.adapter.continueConversation(reference, async (context) => {
        const sent = await context.sendActivities([
          {
            type: 'message',
            text: 'Which one?',
            suggestedActions: { to: [], actions: [choice('Red'), choice('Blue')] },
          },
          { type: 'message', text: 'Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.' },
        ]);
        expect(sent.map(({ id }) => typeof id)).to.deep.equal(['string', 'string']);
      });
      await channel.settled();
      // What reads like a template is one, and needs no holding.
      expect(channel.heard().slice(1).sort()).to.deep.equal(
        ['Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.', asking].sort(),
      );
      await channel.emulator.say({ from: thandi, text: 'Go on' });
      await channel.settled();
      const [question, answer] = channel.heard().slice(3);
      expect(question).to.match(/Which one\?/);
      expect(answer).to.equal('You said: Go on');
    });

    it('ask once until the person answers, whatever is held, and again only after the cool-down', async () => {
      await start();
      await notify({ text: 'One.' });
      await later(3 * day);
      await notify({ text: 'Two.' });
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.sendActivity(withIntent('Three.', { whenClosed: 'hold' }));
      });
      await channel.adapter.schedule({ key: 'f', in: hour, to: thandi, text: 'Four.', whenClosed: 'hold' });
      await later(2 * hour);
      await until(async () => (await held()).length === 4);
      expect(channel.heard()).to.deep.equal([asking]);
      await channel.say('Yes');
      const read = [asking, 'One.', 'Two.', 'Three.', 'Four.', 'You said: Yes'];
      expect(channel.heard()).to.deep.equal(read);
      await later(25 * hour);
      await notify({ text: 'Five.' });
      expect(channel.heard()).to.deep.equal([...read, asking]);
    });

    it('ask again if the answer came too late to release them', async () => {
      await start();
      await notify({ text: 'One.' });
      const timestamp = channel.clock.now() + hour;
      await later(26 * hour);
      const entry = { channel: 'whatsapp', messageId: 'late', from: thandi, to: business, timestamp, content: 'Yes' };
      await post({ moText: [entry] });
      await until(() => channel.heard().length > 1);
      expect(channel.heard()).to.deep.equal([asking, asking]);
      await channel.say('Yes, please');
      expect(channel.heard().slice(2)).to.deep.equal(['One.', 'You said: Yes, please']);
    });

    it('wait with the next template until the cool-down is over', async () => {
      await start({ hold: { coolDownMs: 3 * day } });
      await notify({ text: 'One.' });
      await channel.say('Yes');
      await later(25 * hour);
      await notify({ text: 'Two.' });
      expect(channel.heard()).to.deep.equal([asking, 'One.', 'You said: Yes']);
      await later(2 * day);
      await until(() => channel.heard().length > 3);
      expect(channel.heard().slice(3)).to.deep.equal([asking]);
    });

    it('of the same key replace each other', async () => {
      await start();
      const key = { whenClosed: holdWith(undefined, { key: 'T-42' }) };
      const [older, other, newer] = [
        await notify({ text: 'Ben reads it.', ...key }),
        await notify({ text: 'Another thing.' }),
        await notify({ text: 'Ben has mended it.', ...key }),
      ];
      expect(await report(older)).to.include({ state: 'refused' });
      expect((await report(older)).reason).to.match(/newer message with the same key/);
      expect((await held()).map(({ notification }) => notification)).to.deep.equal([other, newer]);
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal([asking, 'Another thing.', 'Ben has mended it.', 'You said: Show me']);
    });

    it('of the same key do not give way to an older one that failed late and waited in the outbox', async () => {
      await start();
      const key = { whenClosed: holdWith(undefined, { key: 'T-42' }) };
      await channel.say('Hello');
      channel.emulator.person(thandi, { on: false });
      const older = await notify({ text: 'Ben reads it.', ...key });
      const [{ apiMessageId = '', clientMessageId = '' } = {}] = (await report(older)).messages;
      await later(25 * hour);
      const newer = await notify({ text: 'Ben has mended it.', ...key });
      const ids = { channel: 'whatsapp', messageId: apiMessageId, clientMessageId };
      const status = { ...ids, status: 'WHATSAPP_SERVER_RATE_LIMIT', timestamp: channel.clock.now() };
      await post({ messageStatusUpdate: [status] });
      await later(5 * second);
      await until(async () => (await report(older)).state !== 'waiting');
      expect((await report(older)).reason).to.match(/newer message with the same key/);
      expect((await held()).map(({ notification }) => notification)).to.deep.equal([newer]);
      await channel.say('Show me');
      expect(await report(newer)).to.include({ state: 'sent', sentAs: 'text' });
    });

    it('of the same key give way to a newer one that leaves before them', async () => {
      await start({ hold: { release: 'after' } });
      const key = { whenClosed: holdWith(undefined, { key: 'T-42' }) };
      const [older, other] = [
        await notify({ text: 'Ben reads it.', ...key }),
        await notify({ text: 'Another thing.' }),
      ];
      let isSaid = false;
      channel.adapter.use(async (context, next) => {
        if (context.activity.type === 'message' && !isSaid) {
          isSaid = true;
          await context.sendActivity(withIntent('Ben has mended it.', key));
        }
        await next();
      });
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal([asking, 'Ben has mended it.', 'You said: Show me', 'Another thing.']);
      expect(await report(older)).to.include({ state: 'refused' });
      expect((await report(older)).reason).to.match(/newer message with the same key/);
      expect(await report(other)).to.include({ state: 'read' });
      expect(await held()).to.deep.equal([]);
    });

    it('can be taken back', async () => {
      await start();
      const ids = [await notify({ text: 'One.' }), await notify({ text: 'Two.' })];
      expect(await channel.adapter.cancelHeld({ to: thandi, id: ids[0] ?? '' })).to.equal(1);
      expect(await channel.adapter.cancelHeld({ to: thandi, id: ids[0] ?? '' })).to.equal(0);
      expect(await report(ids[0] ?? '')).to.include({
        state: 'refused',
        reason: 'It was cancelled while it was held.',
      });
      expect(await held()).to.have.length(1);
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal([asking, 'Two.', 'You said: Show me']);
    });

    it('do not come back once they are taken back, if a status tells then that an earlier try has failed', async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('windowRefused', 1);
      const id = await notify({ text: 'One.' });
      const [{ apiMessageId = '', clientMessageId = '' } = {}] = (await report(id)).messages;
      expect(await channel.adapter.cancelHeld({ to: thandi })).to.equal(1);
      const ids = { channel: 'whatsapp', messageId: apiMessageId, clientMessageId };
      const status = { ...ids, status: 'WHATSAPP_SERVER_RATE_LIMIT', timestamp: channel.clock.now() };
      await post({ messageStatusUpdate: [status] });
      await later(5 * second);
      await channel.say('Show me');
      expect(channel.heard()).to.deep.equal(['You said: Hello', asking, 'You said: Show me']);
      const { state, reason } = await report(id);
      expect({ state, reason }).to.deep.equal({ state: 'refused', reason: 'It was cancelled while it was held.' });
    });

    it('expire, which the report and an event say', async () => {
      await start();
      const id = await notify({ text: 'One.' });
      await later(6 * day);
      expect(await report(id)).to.include({ state: 'held' });
      await later(day);
      await until(async () => (await report(id)).state === 'failed');
      expect((await report(id)).reason).to.match(/expired/);
      expect(outcomes().at(-1)).to.equal('expired');
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal([asking, 'You said: Hello']);
    });

    it('are at most so many: the next is refused, and says why', async () => {
      await start({ hold: { most: 2 } });
      const ids = [await notify({ text: '1' }), await notify({ text: '2' }), await notify({ text: '3' })];
      const states = await Promise.all(ids.map(async (id) => (await report(id)).state));
      expect(states).to.deep.equal(['held', 'held', 'refused']);
      expect((await report(ids[2] ?? '')).reason).to.match(/2 messages are held for the person already/);
    });

    it('are 20 for a person by default', async () => {
      await start();
      const ids = await Promise.all(
        Array.from(
          { length: 21 },
          async (_, at) => (await channel.adapter.notify({ to: thandi, text: `${at}`, whenClosed: 'hold' })).id,
        ),
      );
      const states = await Promise.all(ids.map(async (id) => (await report(id)).state));
      expect(states.filter((state) => state === 'held')).to.have.length(20);
      expect(states.filter((state) => state === 'refused')).to.have.length(1);
      expect(await held()).to.have.length(20);
      expect(channel.heard()).to.deep.equal([asking]);
    });

    it('may have a template of their own', async () => {
      await start();
      await notify({ text: 'It is at the corner.', whenClosed: holdWith(template('parcel')) });
      expect(channel.heard()).to.deep.equal(['There is news of your parcel. Answer to read it.']);
      await channel.say('Where?');
      expect(channel.heard().slice(1)).to.deep.equal(['It is at the corner.', 'You said: Where?']);
    });

    it('leave at once if the person writes while the template is under way', async () => {
      await start();
      // The template cannot leave now, and the person writes before the next try.
      channel.emulator.fault('noBalance', 1);
      const id = await notify({ text: 'One.' });
      expect(await report(id)).to.include({ state: 'held' });
      await channel.say('Hello');
      await later(5 * 60 * second);
      await until(() => channel.heard().length > 1);
      expect(channel.heard()).to.deep.equal(['One.', 'You said: Hello']);
    });

    it('ask again when the provider takes messages again', async () => {
      await start();
      channel.emulator.fault('noBalance', 1);
      await notify({ text: 'One.' });
      await later(2 * 60 * second);
      await until(() => channel.heard().length > 0);
      expect(channel.heard()).to.deep.equal([asking]);
    });

    it('ask again after the cool-down if the template did not reach the person', async () => {
      await start();
      channel.emulator.person(thandi, { onWhatsApp: false });
      await notify({ text: 'One.' });
      channel.emulator.person(thandi, { onWhatsApp: true });
      await later(hour);
      await notify({ text: 'Two.' });
      expect(channel.heard()).to.deep.equal([]);
      await later(day);
      await until(() => channel.heard().length > 0);
      expect(channel.heard()).to.deep.equal([asking]);
    });

    it('leave also if they have waited in the outbox before, where others were given up', async () => {
      await start();
      channel.emulator.fault('noBalance', 1000);
      await channel.say('Hello');
      await later(23 * hour);
      const id = await notify({ text: 'One.' });
      expect(await report(id)).to.include({ state: 'waiting' });
      await later(2 * hour);
      await until(async () => (await report(id)).state === 'held');
      channel.emulator.fault('noBalance', 0);
      await later(5 * 60 * second);
      await channel.say('Any news?');
      expect(channel.heard().filter((said) => said !== asking)).to.deep.equal(['One.', 'You said: Any news?']);
      expect(await held()).to.deep.equal([]);
    });

    it('are given up by the outbox if there are too many of them already', async () => {
      await start({ hold: { most: 1 } });
      await channel.say('Hello');
      channel.emulator.fault('noBalance', 1000);
      await later(23 * hour);
      const ids = [await notify({ text: 'One.' }), await notify({ text: 'Two.' }), await notify({ text: 'Three.' })];
      await later(2 * hour);
      await until(async () => (await held()).length === 1);
      await until(async () => (await report(ids[2] ?? '')).state === 'failed');
      const reports = await Promise.all(ids.map((id) => report(id)));
      expect(reports.map(({ state }) => state)).to.deep.equal(['held', 'failed', 'failed']);
      expect(reports[1]?.reason).to.match(/1 messages are held for the person already/);
      channel.emulator.fault('noBalance', 0);
      await later(5 * 60 * second);
      await channel.say('Any news?');
      expect(
        channel
          .heard()
          .filter((said) => said !== asking)
          .slice(1),
      ).to.deep.equal(['One.', 'You said: Any news?']);
    });

    it('are asked for again if the provider finds the window closed when they are released', async () => {
      await start();
      await channel.say('Hello');
      await later(25 * hour);
      const ids = [await notify({ text: 'One.' }), await notify({ text: 'Two.' })];
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      await channel.say('Show me');
      expect((await held()).map(({ notification }) => notification)).to.deep.equal(ids);
      await later(25 * hour);
      await until(() => channel.heard().filter((said) => said === asking).length === 2);
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      await channel.say('Show me again');
      await later(second);
      await channel.say('Please');
      const said = channel.heard().filter((text) => text !== asking && !text.startsWith('You said'));
      expect(said).to.deep.equal(['One.', 'Two.']);
      expect(await held()).to.deep.equal([]);
      for (const id of ids) expect(await report(id)).to.include({ state: 'read', sentAs: 'text' });
    });

    const [partOne, partTwo] = [`One ${'-'.repeat(4000)}`, `Two ${'-'.repeat(4000)}`];
    for (const [title, happens] of [
      ['the window closes', () => channel.clock.advance(25 * hour)],
      ['the provider finds it closed', () => channel.emulator.fault('windowRefusedAtSubmit', 1)],
    ] as const) {
      it(`are only the parts of a message that have not left, if ${title} between them`, async () => {
        let isArmed = false;
        const observe = (event: ChannelEvent) => {
          if (!isArmed || event.kind !== 'send' || event.outcome !== 'accepted') return;
          isArmed = false;
          happens();
        };
        await start({ observe });
        await channel.say('Hello');
        isArmed = true;
        const id = await notify({ text: `${partOne}\n${partTwo}` });
        expect(await report(id)).to.include({ state: 'held' });
        expect(channel.heard().slice(1)).to.have.members([partOne, asking]);
        await later(second);
        await channel.say('Show me');
        expect(channel.heard().slice(3)).to.deep.equal([partTwo, 'You said: Show me']);
        expect(await report(id)).to.include({ state: 'read', sentAs: 'text' });
      });
    }

    it('are not those that have left in an earlier run of their turn', async () => {
      await start({ policy: { whenClosed: 'hold' } });
      let isFirst = true;
      channel.adapter.use(async (context, next) => {
        await next();
        if (context.activity.text !== 'Hello' || !isFirst) return;
        isFirst = false;
        await context.sendActivity('One more thing.');
        channel.clock.advance(25 * hour);
        throw new StoreError('The store is away, as it was told to be.');
      });
      await channel.say('Hello');
      await until(() => !isFirst);
      await later(second);
      expect(channel.heard()).to.deep.equal(['You said: Hello', 'One more thing.']);
      expect(await held()).to.deep.equal([]);
    });

    it('are not asked for again if an earlier try of the template has arrived after all', async () => {
      await start();
      channel.emulator.fault('noBalanceLater', 1);
      await notify({ text: 'One.' });
      const clientMessageId = askId(`${business}:${thandi}`, 0, 0);
      const words = { status: 'DEVICE_ACK', statusCode: 5, timestamp: channel.clock.now() };
      await post({ messageStatusUpdate: [{ channel: 'whatsapp', messageId: 'earlier', clientMessageId, ...words }] });
      await later(2 * 60 * second);
      await later(25 * hour);
      await notify({ text: 'Two.' });
      expect(channel.heard()).to.deep.equal([]);
      await channel.say('Yes');
      expect(channel.heard()).to.deep.equal(['One.', 'Two.', 'You said: Yes']);
      await later(25 * hour);
      await notify({ text: 'Three.' });
      await until(() => channel.heard().length > 3);
      expect(channel.heard().slice(3)).to.deep.equal([asking]);
    });

    for (const at of ['submit', 'status'] as const) {
      it(`ask again after six hours if the template was paused, which may be over (told by ${at})`, async () => {
        await start();
        channel.emulator.template('open_again', 'paused', at);
        const id = await notify({ text: 'One.' });
        expect(await report(id)).to.include({ state: 'held' });
        expect(channel.heard()).to.deep.equal([]);
        channel.emulator.template('open_again', 'active');
        await later(5 * hour);
        expect(channel.heard()).to.deep.equal([]);
        await later(hour);
        await until(() => channel.heard().length > 0);
        expect(channel.heard()).to.deep.equal([asking]);
      });
    }

    it('ask again after the cool-down alone where no template is set aside', async () => {
      await start({ templatesAsideMs: 0 });
      channel.emulator.template('open_again', 'paused');
      await notify({ text: 'One.' });
      await later(23 * hour);
      expect(channel.emulator.requests.messages).to.equal(1);
      channel.emulator.template('open_again', 'active');
      await later(hour);
      await until(() => channel.heard().length > 0);
      expect(channel.heard()).to.deep.equal([asking]);
    });

    it('leave as templates or not at all where the window says nothing else', async () => {
      await start();
      const sent = await notify({ template: template('parcel') });
      expect(await report(sent)).to.include({ state: 'read', sentAs: 'template' });
    });

    it('may be large: what one says is not written anew with each of the others', async () => {
      await start();
      const image = { contentType: 'image/png', contentUrl: `data:image/png;base64,${'A'.repeat(100_000)}` };
      const large = withIntent({ type: 'message', text: 'Look.', attachments: [image] }, { whenClosed: 'hold' });
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.sendActivity(large);
      });
      await notify({ text: 'Two.' });
      const [first] = await held();
      const lane = `${business}:${thandi}`;
      const rows = async () => {
        const keys = [`held:${lane}`, `held-contents:${lane}/${first?.id}`];
        return (await channel.store.engine.values.getMany(keys)).map((row) => JSON.stringify(row ?? '').length);
      };
      const [list = 0, content = 0] = await rows();
      expect(list).to.be.greaterThan(100).and.lessThan(2000);
      expect(content).to.be.greaterThan(100_000);
      expect(await channel.adapter.cancelHeld({ to: thandi })).to.equal(2);
      expect(await rows()).to.deep.equal([2, 2]);
    });

    it('need a template to hide behind', async () => {
      await start({ templates: TemplateCatalog.parse(catalogue) });
      const error = await rejection(notify({ text: 'One.' }), InvalidInputError);
      expect(error).to.include({ field: 'whenClosed' });
      const wrong = notify({ text: 'One.', whenClosed: holdWith(template('ticket_resolved', { name: 'T' })) });
      expect(await rejection(wrong, InvalidInputError)).to.have.property(
        'field',
        'whenClosed.hold.template.parameters.ticket',
      );
    });
  });
}

function choice(title: string) {
  return { type: 'imBack', title, value: title };
}
