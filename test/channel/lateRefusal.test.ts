import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import {
  holdWith,
  type MessageIntent,
  type NotificationReport,
  TemplateCatalog,
  template,
  withIntent,
} from '../../src/index.js';
import { request } from '../bots/program.js';
import { type Channel, catalogue, startChannel, thandi, until } from '../support/channel.js';

const asking = 'We have news for you. Shall we show you?';
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: asking },
    { name: 'parcel', language: 'en', category: 'utility', body: 'There is news of your parcel. Answer to read it.' },
  ],
});
const parcel = template('parcel');
const asTemplate = 'There is news of your parcel. Answer to read it.';
const text = 'Your parcel is at the corner.';

/** The provider takes a free-form message inside an open window, and says afterwards that the window was closed. */
describe('A text that is refused late, although the window is open', () => {
  let channel: Channel;
  const start = async (logic?: (context: TurnContext) => Promise<void>) => {
    channel = await startChannel({ adapter: { templates }, ...(logic && { logic }) });
    channel.emulator.integrate({ number: '27110000001', callbackUrl: channel.url, templates });
    await channel.say('Hello');
  };
  const report = async (id: string): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  const times = (said: string) => channel.heard().filter((each) => each === said).length;
  afterEach(() => channel.close());

  const ways: [string, 'template' | 'hold' | 'refuse', string[]][] = [
    ['template', 'template', [asTemplate]],
    ['hold', 'hold', [asking]],
    ['refuse', 'refuse', []],
  ];
  for (const [name, whenClosed, then] of ways) {
    it(`and may be replaced by "${name}": comes to ${then.length === 0 ? 'nothing' : 'that, once'}`, async () => {
      await start();
      channel.emulator.fault('windowRefused', 1);
      const given = whenClosed === 'template' ? { text, template: parcel } : { text };
      const { id } = await channel.adapter.notify({ to: thandi, whenClosed, ...given });
      await channel.settled();
      expect(channel.heard().slice(1)).to.deep.equal(then);
      const found = await report(id);
      expect(found.state).to.equal({ template: 'read', hold: 'held', refuse: 'failed' }[whenClosed]);
      expect(found.reason).to.match(/^The provider found the window closed[;,] /);
      for (const event of channel.events) {
        if (event.kind === 'decision') expect(event.reason).not.to.match(/has never written/);
      }
      // The person writes after that.
      channel.clock.advance(1000);
      await channel.say('Any news?');
      expect(times(text)).to.equal(whenClosed === 'hold' ? 1 : 0);
      if (whenClosed === 'hold') expect(await report(id)).to.include({ state: 'read', sentAs: 'text' });
    });
  }

  for (const [name, whenClosed] of ways) {
    it(`and the person has written since ("${name}"): goes out once more as it is`, async () => {
      await start();
      let id = '';
      channel.adapter.use(async (context, next) => {
        await next();
        if (context.activity.name !== 'ContinueConversation') return;
        channel.clock.advance(1000);
        await channel.emulator.say({ from: thandi, text: 'Any news?' });
        const refused = () => channel.events.some((event) => event.kind === 'status' && /RE_ENGAGE/.test(event.status));
        await until(refused);
      });
      channel.emulator.fault('windowRefused', 1);
      const given = whenClosed === 'template' ? { text, template: parcel } : { text };
      ({ id } = await channel.adapter.notify({ to: thandi, whenClosed, ...given }));
      await channel.settled();
      expect(times(text)).to.equal(1);
      expect(channel.heard()).to.have.members(['You said: Hello', text, 'You said: Any news?']);
      const found = await report(id);
      expect(found).to.include({ state: 'read', sentAs: 'text', conversationType: 'customer-initiated' });
      expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
    });
  }

  it('and the person writes before the template has left: goes out once more as it is', async () => {
    await start();
    channel.emulator.fault('windowRefused', 1);
    let isRefused = false;
    channel.adapter.use(async (context, next) => {
      await next();
      // The template cannot leave at first: the provider has no money of ours.
      if (context.activity.name === 'ContinueConversation' && !isRefused) channel.emulator.fault('noBalance', 1);
      isRefused = true;
    });
    const { id } = await channel.adapter.notify({ to: thandi, text, template: parcel });
    await until(async () => (await report(id)).state === 'waiting');
    channel.clock.advance(120_000);
    await channel.say('Any news?');
    await until(() => times(text) > 0);
    await channel.settled();
    expect(times(text)).to.equal(1);
    expect(times(asTemplate)).to.equal(0);
    expect(await report(id)).to.include({ state: 'read', sentAs: 'text' });
  });

  it('a second time, after the person had written: is replaced then', async () => {
    await start();
    channel.adapter.use(async (context, next) => {
      await next();
      if (context.activity.name !== 'ContinueConversation') return;
      channel.clock.advance(1000);
      await channel.emulator.say({ from: thandi, text: 'Any news?' });
    });
    channel.emulator.fault('windowRefused', 3);
    const { id } = await channel.adapter.notify({ to: thandi, text, template: parcel });
    await channel.settled();
    expect(times(text)).to.equal(0);
    expect(times(asTemplate)).to.equal(1);
    expect(await report(id)).to.include({ state: 'read', sentAs: 'template' });
  });

  const intents: [string, MessageIntent][] = [
    ['template', { outsideWindow: parcel.channelData.clickatell.template }],
    ['hold', { whenClosed: 'hold' }],
  ];
  it('and the rest of it has left as the template before the person wrote: does not come beside it', async () => {
    await start(async (context) => {
      if (context.activity.text !== 'Where?') return;
      channel.emulator.fault('windowRefused', 1);
      const isRefused = () => channel.events.some((event) => event.kind === 'status' && /RE_ENGAGE/.test(event.status));
      const parts = [text.repeat(200), text.repeat(200)];
      await context.sendActivity(withIntent({ type: 'message', text: parts.join('\n\n') }, intents[0]?.[1] ?? {}));
      await until(isRefused);
      channel.clock.advance(1000);
      await channel.emulator.say({ from: thandi, text: 'Any news?' });
    });
    await channel.say('Where?');
    await channel.settled();
    expect(channel.heard()).to.deep.equal([asTemplate]);
  });

  for (const [name, intent] of intents) {
    it(`and is a reply with its choices and files ("${name}"): loses nothing of them`, async () => {
      const actions = ['Now', 'Later'].map((title) => ({ type: 'imBack', title, value: title }));
      const image = { contentType: 'image/png', contentUrl: `data:image/png;base64,${onePixel}` };
      await start(async (context) => {
        if (context.activity.text !== 'Where?') return;
        const message = { type: 'message', text, suggestedActions: { to: [], actions }, attachments: [image] };
        await context.sendActivity(withIntent(message, intent));
      });
      channel.emulator.fault('windowRefused', 4);
      await channel.say('Where?');
      channel.emulator.fault('windowRefused', 0);
      expect(channel.heard()).to.deep.equal([name === 'hold' ? asking : asTemplate]);
      channel.clock.advance(1000);
      await channel.say('Show me');
      const said = channel.emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out');
      const contents = said
        .slice(1)
        .map(({ kind, text: says, buttons }) => [kind, says, ...(buttons ? [buttons] : [])]);
      const whole = [
        ['media', '[file.png]'],
        ['buttons', text, ['Now', 'Later']],
      ];
      expect(contents).to.deep.equal(name === 'hold' ? whole : []);
    });
  }

  it('is not held again once it has been released, if its refusal is told once more', async () => {
    await start();
    channel.emulator.fault('windowRefused', 1);
    const { id } = await channel.adapter.notify({ to: thandi, text, whenClosed: 'hold' });
    await channel.settled();
    const [held] = await channel.adapter.held({ to: thandi });
    channel.clock.advance(1000);
    await channel.say('Any news?');
    expect(times(text)).to.equal(1);
    channel.clock.advance(25 * 60 * 60 * 1000);
    const words = { status: 'FAILED', statusCode: 131047, timestamp: channel.clock.now() };
    const status = { channel: 'whatsapp', messageId: 'unknown', clientMessageId: held?.id, ...words };
    const { apiMessageId = '' } = (await report(id)).messages.find(({ state }) => state === 'failed') ?? {};
    const body = JSON.stringify({ event: { messageStatusUpdate: [{ ...status, messageId: apiMessageId }] } });
    await fetch(channel.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await channel.settled();
    expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
    expect(await report(id)).to.include({ state: 'read', sentAs: 'text' });
    expect(times(asking)).to.equal(1);
  });

  for (const [when, ms] of [
    ['a second later', 1000],
    ['in the same millisecond', 0],
  ] as const) {
    it(`takes no newer message’s place under its key, which was held ${when}`, async () => {
      await start();
      const whenClosed = holdWith(undefined, { key: 'T-42' });
      let newer: Promise<{ id: string }> | undefined;
      channel.adapter.use(async (context, next) => {
        await next();
        if (context.activity.name !== 'ContinueConversation' || newer) return;
        channel.clock.advance(ms);
        newer = channel.adapter.notify({ to: thandi, text: 'Your parcel is here.', whenClosed });
        await newer;
        await until(() => channel.events.some((event) => event.kind === 'status' && /RE_ENGAGE/.test(event.status)));
      });
      channel.emulator.fault('windowRefused', 1);
      const older = await channel.adapter.notify({ to: thandi, text, whenClosed });
      await channel.settled();
      expect(await report(older.id)).to.include({ state: 'refused' });
      expect((await report(older.id)).reason).to.match(/newer message with the same key/);
      expect(await report((await newer)?.id ?? '')).to.include({ state: 'held' });
      channel.clock.advance(1000);
      await channel.say('Show me');
      expect(channel.heard().slice(1)).to.deep.equal([asking, 'Your parcel is here.', 'You said: Show me']);
    });
  }

  it('and has a key: does not come after a newer message under it that has left', async () => {
    await start();
    // The phone is off, so that no other status comes than the test's.
    channel.emulator.person(thandi, { on: false });
    const about = { to: thandi, whenClosed: holdWith(undefined, { key: 'T-42' }) };
    await channel.adapter.notify({ ...about, text: 'Ben reads it.', id: 'older' });
    await channel.settled();
    channel.clock.advance(1000);
    await channel.adapter.notify({ ...about, text: 'Ben has mended it.', id: 'newer' });
    const [part] = (await report('older')).messages;
    const status = { messageId: part?.apiMessageId, timestamp: channel.clock.now(), status: 'FAILED', statusCode: 131 };
    const answer = await request(channel.url, { body: { event: { messageStatusUpdate: [status] } } });
    expect(answer.status).to.equal(200);
    const older = await report('older');
    expect(older).to.include({ state: 'refused' });
    expect(older.reason).to.match(/newer message with the same key/);
    expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
    expect(await report('newer')).to.include({ state: 'sent', sentAs: 'text' });
  });

  it('changes nothing more with repeated and late callbacks', async () => {
    await start();
    channel.emulator.fault('windowRefused', 1);
    channel.emulator.fault('duplicateCallback', 10);
    const { id } = await channel.adapter.notify({ to: thandi, text, template: parcel });
    await channel.settled();
    expect(times(asTemplate)).to.equal(1);
    expect(await report(id)).to.include({ state: 'read', sentAs: 'template' });
  });
});

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
