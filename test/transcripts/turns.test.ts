import { TranscriptLoggerMiddleware, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import {
  type ClickatellAdapterOptions,
  ConfigurationError,
  openStore,
  type Store,
  StoredTranscripts,
  StoreError,
  TemplateCatalog,
} from '../../src/index.js';
import { business, type Channel, catalogue, startChannel, thandi, until } from '../support/channel.js';
import { keptBackIn, markOf, onPhone, shownIn, wholeTranscript } from '../support/transcript.js';

const [hour, day] = [60 * 60_000, 24 * 60 * 60_000];
const hidden = 'ZA.13491208655302741918';
const id = `${business}:${thandi}`;
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you.' },
  ],
});

describe('The transcript of a turn', () => {
  let store: Store;
  let channel: Channel;
  let transcripts: StoredTranscripts;
  const start = async (
    logic: (context: TurnContext) => Promise<void>,
    adapter: Partial<ClickatellAdapterOptions> = {},
    redact?: (text: string) => string,
  ) => {
    store = await openStore('memory:');
    transcripts = new StoredTranscripts(store, { keptMs: 30 * day, redact });
    channel = await startChannel({
      ...{ logic, store, adapter: { templates, transcripts, ...adapter } },
      register: (each) => each.use(new TranscriptLoggerMiddleware(transcripts)),
    });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const whole = () => wholeTranscript(transcripts, id);
  afterEach(async () => {
    await channel.close();
    await store.close();
  });

  it('that runs again has each message once', async () => {
    let runs = 0;
    await start(async (context) => {
      if (context.activity.type !== 'message') return;
      await context.sendActivity('One.');
      runs += 1;
      if (runs === 1) throw new StoreError('away');
      await context.sendActivity('Two.');
    });
    await channel.say('Hello');
    expect(runs).to.equal(2);
    expect(shownIn(await whole())).to.deep.equal(['> Hello', '< One.', '< Two.']);
  });

  it('that took too long has what had left', async () => {
    await start(
      async (context) => {
        if (context.activity.type !== 'message') return;
        await context.sendActivity('One moment.');
        await new Promise(() => {});
      },
      { lanes: { turnLimitMs: 300 } },
    );
    await channel.say('Hello');
    expect(shownIn(await whole()))
      .to.deep.equal(onPhone(channel, thandi))
      .and.to.have.length(2);
  });

  it('has a message that failed afterwards as failed, also if the status is quicker than the answer', async () => {
    await start(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity('Yes.');
    });
    await channel.say('Hello');
    channel.emulator.fault('statusFirst', 1);
    channel.emulator.fault('windowRefused', 1);
    await channel.adapter.notify({ to: thandi, text: 'News.', whenClosed: 'refuse' });
    await channel.settled();
    const all = await whole();
    expect(keptBackIn(all)).to.deep.equal(['refused: News.']);
    expect(shownIn(all)).to.deep.equal(onPhone(channel, thandi));
  });

  it('has what left and whose answer was lost as sent, once a status tells', async () => {
    await start(async () => {});
    await channel.say('Hello');
    channel.emulator.fault('resetAfterAccept', 1);
    await channel.adapter.notify({ to: thandi, text: 'News.' });
    await until(async () => onPhone(channel, thandi).length > 1);
    await channel.settled();
    expect(shownIn(await whole())).to.deep.equal(['> Hello', '< News.']);
  });

  it('has a question whose kind the provider refuses as it is shown', async () => {
    await start(async (context) => {
      if (context.activity.type !== 'message') return;
      const actions = ['A', 'B'].map((title) => ({ type: 'imBack', title, value: title }));
      await context.sendActivity({ type: 'message', text: 'Which?', suggestedActions: { to: [], actions } });
    });
    for (const fault of ['nativeRefused', 'nativeFailed'] as const) {
      channel.emulator.fault(fault, 1);
      await channel.say('Hello');
      const all = await whole();
      expect(shownIn(all)).to.deep.equal(onPhone(channel, thandi));
      channel.clock.advance(7 * hour);
    }
  });

  it('has several bubbles of one message as one activity', async () => {
    await start(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(`${'word '.repeat(1500)}end`);
    });
    await channel.say('Hello');
    const [, answer, ...rest] = await whole();
    expect(rest).to.deep.equal([]);
    expect(answer && markOf(answer)?.shown).to.have.length(2);
    expect(shownIn(await whole())).to.deep.equal(onPhone(channel, thandi));
  });

  it('has how held messages ended', async () => {
    await start(async () => {});
    const notify = (text: string, key: string) =>
      channel.adapter.notify({ to: thandi, text, whenClosed: { hold: { key } } }).then(() => channel.settled());
    await notify('Old.', 'a');
    await notify('New.', 'a');
    await notify('Taken back.', 'b');
    await channel.adapter.cancelHeld({ to: thandi, key: 'b' });
    await channel.settled();
    const all = keptBackIn(await whole());
    expect(all.sort()).to.deep.equal(['held: New.', 'refused: Old.', 'refused: Taken back.']);
  });

  it('has what was said under both ids of a person', async () => {
    await start(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
    });
    await channel.say('From my id', hidden);
    channel.clock.advance(1000);
    await channel.say('From my number');
    await channel.adapter.link(thandi, hidden);
    await channel.settled();
    const said = ['> From my id', '< You said: From my id', '> From my number', '< You said: From my number'];
    expect(shownIn(await whole())).to.deep.equal(said);
    expect(shownIn(await wholeTranscript(transcripts, `${business}:${hidden}`))).to.deep.equal(said);
    await transcripts.deleteTranscript('whatsapp', id);
    expect(await wholeTranscript(transcripts, `${business}:${hidden}`)).to.deep.equal([]);
  });

  it('has no words that may not be kept', async () => {
    const redact = (text: string) => text.replace(/\d{4,}/g, '…');
    await start(async () => {}, {}, redact);
    await channel.say('My card is 4111111111111111');
    expect(shownIn(await whole())).to.deep.equal(['> My card is …']);
  });

  it('is kept in the adapter’s own store alone', async () => {
    await start(async () => {});
    const other = await openStore('memory:');
    const elsewhere = new StoredTranscripts(other, { keptMs: day });
    expect(() => elsewhere.attach(store, async () => [])).to.throw(ConfigurationError, /own store/);
    await other.close();
  });
});
