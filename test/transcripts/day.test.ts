import { TranscriptLoggerMiddleware, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { openStore, type Store, StoredTranscripts, TemplateCatalog, template, withIntent } from '../../src/index.js';
import { business, type Channel, catalogue, signUp, startChannel, thandi } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { keptBackIn, markOf, onPhone, shownIn, wholeTranscript } from '../support/transcript.js';

const [minute, hour, day] = [60_000, 60 * 60_000, 24 * 60 * 60_000];
const sipho = '27820000002';
const idOf = (person: string) => `${business}:${person}`;

const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: 'We have news for you. Shall we show you?',
      buttons: [{ type: 'quickReply', title: 'Show me' }],
    },
    {
      name: 'parcel',
      language: 'en',
      category: 'utility',
      body: 'Your parcel {{1}} has moved.',
      slots: ['number'],
      footer: 'Reply STOP to opt out',
      fallback: ['parcel_plain'],
    },
    { name: 'parcel_plain', language: 'en', category: 'utility', body: 'Parcel {{1}} has moved.', slots: ['number'] },
    {
      name: 'flight_status',
      language: 'en',
      category: 'utility',
      body: 'Flight {{1}}: {{2}}.',
      slots: ['flight', 'news'],
    },
  ],
});
const parcel = (number: string) => template('parcel', { number });

async function bot(context: TurnContext): Promise<void> {
  if (context.activity.type !== 'message') return;
  const { text } = context.activity;
  await context.sendActivity({ type: 'typing' });
  if (text === 'menu') {
    const actions = ['Parcels', 'Flights'].map((title) => ({ type: 'imBack', title, value: title }));
    await context.sendActivity({
      type: 'message',
      text: 'What is it **about**?',
      suggestedActions: { to: [], actions },
    });
  } else if (text === 'fail') throw new Error('The bot has a fault.');
  else
    await context.sendActivities([
      { type: 'message', text: `You said: ${text}` },
      { type: 'message', text: 'Yes?' },
    ]);
}

async function start(store: Store, withLogger: boolean): Promise<Channel & { transcripts: StoredTranscripts }> {
  const transcripts = new StoredTranscripts(store, { keptMs: 90 * day });
  const channel = await startChannel({
    logic: bot,
    store,
    adapter: { templates, transcripts },
    register: (adapter) => {
      if (withLogger) adapter.use(new TranscriptLoggerMiddleware(transcripts));
      adapter.onTurnError = async (context) => void (await context.sendActivity('Something went wrong.'));
    },
  });
  channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  return { ...channel, transcripts };
}

describe('The transcript of a day', () => {
  it('is what two phones show, in order, with what was held, waited or was refused marked as such', async () => {
    const store = await openStore('memory:');
    const { transcripts, ...channel } = await start(store, true);
    const { adapter, emulator, clock, say, settled } = channel;
    const notify: typeof adapter.notify = async (given) => {
      const accepted = await adapter.notify(given);
      await settled();
      return accepted;
    };
    const equal = async () => {
      for (const person of [thandi, sipho]) {
        const all = await wholeTranscript(transcripts, idOf(person));
        expect(shownIn(all)).to.deep.equal(onPhone(channel, person));
        expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);
        expect(all.map(({ type }) => type)).not.to.include('typing');
      }
    };
    const keptBack = async (person: string) => keptBackIn(await wholeTranscript(transcripts, idOf(person)));
    try {
      // A morning in the window: answers, choices and taps, a callback that comes twice, a bot that fails.
      await say('Hello');
      emulator.fault('duplicateCallback', 1);
      await say('menu');
      await emulator.say({ from: thandi, tap: 'Parcels' });
      await settled();
      await say('fail');
      await say('Hello from Sipho', sipho);
      await equal();

      // Notifications in the window, under one id twice, and one whose text the provider refuses late.
      clock.advance(minute);
      await notify({ to: thandi, text: 'Your parcel is here.', id: 'n-1' });
      await notify({ to: thandi, text: 'Your parcel is here.', id: 'n-1' });
      emulator.fault('windowRefused', 1);
      await notify({ to: sipho, text: 'Parcel 7 has left.', template: parcel('7'), id: 'n-2' });
      await equal();
      const replaced = (await wholeTranscript(transcripts, idOf(sipho))).at(-1);
      expect(replaced?.text).to.equal('Your parcel 7 has moved.\n\nReply STOP to opt out');
      expect(replaced && markOf(replaced)).to.deep.include({
        state: 'sent',
        sentAs: 'template',
        template: { name: 'parcel', language: 'en' },
        said: 'Parcel 7 has left.',
        notification: 'n-2',
      });

      // The provider is away: a message waits, and leaves later.
      emulator.fault('error503', 100);
      await notify({ to: thandi, text: 'This waits.', id: 'n-3' });
      expect(await keptBack(thandi)).to.deep.equal(['waiting: This waits.']);
      emulator.fault('error503', 0);
      clock.advance(2 * minute);
      await settled();
      await equal();
      expect(await keptBack(thandi)).to.deep.equal([]);

      // The next day, outside the window: a template, one that the provider has no more, a held and a refused message.
      clock.advance(25 * hour);
      await notify({ to: thandi, template: parcel('8'), id: 'n-4' });
      emulator.fault('templatePaused', 1);
      await notify({ to: sipho, template: parcel('9'), id: 'n-5' });
      await notify({ to: thandi, text: 'This is held.', whenClosed: 'hold', id: 'n-6' });
      await notify({ to: thandi, text: 'This is not sent.', whenClosed: 'refuse', id: 'n-7' });
      await adapter.continueConversationAsync('', adapter.reference(sipho), async (context) => {
        await context.sendActivity(withIntent('Held too.', { whenClosed: 'hold' }));
      });
      await settled();
      await equal();
      expect(await keptBack(thandi)).to.deep.equal(['held: This is held.', 'refused: This is not sent.']);
      expect(await keptBack(sipho)).to.deep.equal(['held: Held too.']);
      const held = (await wholeTranscript(transcripts, idOf(thandi))).find(({ text }) => text === 'This is held.');
      expect(held && markOf(held)?.reason).to.match(/waits until the person writes/);

      // They write: what was held leaves, and stands where it left.
      clock.advance(hour);
      await emulator.say({ from: thandi, tap: 'Show me' });
      await settled();
      await equal();
      expect(await keptBack(thandi)).to.deep.equal(['refused: This is not sent.']);
      const left = (await wholeTranscript(transcripts, idOf(thandi))).find(({ text }) => text === 'This is held.');
      expect(left?.timestamp?.getTime()).to.equal(clock.now());
      expect(left && markOf(left)?.saidAt).to.equal(new Date(clock.now() - hour).toISOString());

      // A follow-up, and alerts to those who have signed up.
      await adapter.schedule({ key: 'later', in: hour, to: sipho, text: 'Still well?', template: parcel('9') });
      for (const person of [thandi, sipho]) await signUp(adapter, person, 'flight:SA204');
      const flight = template('flight_status', { flight: 'SA204', news: 'boarding' });
      await adapter.publish({ topic: 'flight:SA204', text: 'SA204 boards now.', template: flight, id: 'p-1' });
      await settled();
      clock.advance(2 * hour);
      await settled();
      await equal();

      // A human has the conversation for a while: their answers are there, and what is held for the end of that.
      await adapter.handOff(adapter.reference(thandi), { reason: 'A parcel is lost' });
      await say('Where is my parcel?');
      await adapter.desk.reply(idOf(thandi), { text: 'I look for it.', agent: 'Ben' });
      await notify({ to: thandi, text: 'While the human talks.' });
      await equal();
      expect(await keptBack(thandi)).to.deep.equal(['refused: This is not sent.', 'held: While the human talks.']);
      const answer = (await wholeTranscript(transcripts, idOf(thandi))).at(-2);
      expect(answer && [answer.text, markOf(answer)?.from]).to.deep.equal(['I look for it.', 'agent']);
      await adapter.desk.close(idOf(thandi));
      await settled();
      await equal();
      expect(await keptBack(thandi)).to.deep.equal(['refused: This is not sent.']);

      // STOP is confirmed. What nobody allows any more is refused.
      await say('STOP');
      await say('STOP');
      await notify({ to: thandi, text: 'More news.', template: parcel('10'), id: 'n-8' });
      await equal();
      expect((await keptBack(thandi)).at(-1)).to.equal('refused: More news.');
      await say('Are you there?');
      await equal();

      const { items } = await transcripts.getTranscriptActivities('whatsapp', idOf(thandi));
      expect(items).to.have.length(20);
      expect((await transcripts.last(adapter.reference(thandi), 2)).map(({ text }) => text)).to.deep.equal([
        'You said: Are you there?',
        'Yes?',
      ]);
    } finally {
      await channel.close();
      await store.close();
    }
  });
});

describe('A shorter day', () => {
  after(removeFolders);
  const suite = (open: () => Promise<Store>) =>
    it('is what the phone shows, in order', async () => {
      const store = await open();
      const { transcripts, ...channel } = await start(store, false);
      const { adapter, clock, say, settled } = channel;
      try {
        await say('Hello');
        await adapter.notify({ to: thandi, text: 'Your parcel is here.' });
        await settled();
        clock.advance(25 * hour);
        await adapter.notify({ to: thandi, text: 'This is held.', whenClosed: 'hold' });
        await adapter.notify({ to: thandi, text: 'Not sent.', whenClosed: 'refuse' });
        await settled();
        await say('Back again');
        const all = await wholeTranscript(transcripts, idOf(thandi));
        expect(shownIn(all)).to.deep.equal(onPhone(channel, thandi));
        expect(keptBackIn(all)).to.deep.equal(['refused: Not sent.']);
        await transcripts.deleteTranscript('whatsapp', idOf(thandi));
        expect(await wholeTranscript(transcripts, idOf(thandi))).to.deep.equal([]);
      } finally {
        await channel.close();
        await store.close();
      }
    });
  describe('on LMDB', () => suite(async () => openStore(`lmdb:${await temporaryFolder()}`)));
  describeWithRedis('on Redis', (freshUrl) => describe('in one process', () => suite(() => openStore(freshUrl()))));
});
