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
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
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

describe('The transcript', () => {
  after(removeFolders);

  it('of a turn that a process left behind has each message once, where it stood', async () => {
    const folder = await temporaryFolder();
    const open = () => openStore(`lmdb:${folder}`);
    let isStuck = true;
    const start = async (store: Store, before?: Channel) => {
      const transcripts = new StoredTranscripts(store, { keptMs: day });
      const channel = await startChannel({
        ...{ store, adapter: { templates, transcripts } },
        ...(before && { emulator: before.emulator, clock: before.clock }),
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          await context.sendActivity('One.');
          if (isStuck) await new Promise(() => {});
          await context.sendActivity('Two.');
        },
      });
      return { ...channel, transcripts };
    };
    const first = await start(await open());
    await first.emulator.say({ from: thandi, text: 'Hello' });
    await until(() => onPhone(first, thandi).length === 2);
    await first.adapter.stop(0);
    await first.store.close();
    isStuck = false;
    const leftAt = first.clock.now();
    first.clock.advance(hour);
    const second = await start(await open(), first);
    try {
      await until(() => onPhone(second, thandi).length === 3);
      await second.settled();
      const all = await wholeTranscript(second.transcripts, id);
      expect(shownIn(all)).to.deep.equal(onPhone(second, thandi));
      expect(all[1]?.timestamp?.getTime()).to.equal(leftAt);
    } finally {
      await second.close();
      await second.store.close();
      await first.emulator.close();
    }
  });

  it('can be kept by the middleware of Bot Framework alone, which sees the bot’s turns', async () => {
    const store = await openStore('memory:');
    const transcripts = new StoredTranscripts(store, { keptMs: day, clock: { now: () => noon } });
    const channel = await startChannel({
      store,
      register: (adapter) => adapter.use(new TranscriptLoggerMiddleware(transcripts)),
    });
    await channel.say('Hello');
    const all = await wholeTranscript(transcripts, id);
    expect(all.map(({ type, text }) => `${type}: ${text}`)).to.include.members([
      'message: Hello',
      'message: You said: Hello',
    ]);
    await channel.close();
    await store.close();
  });
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
