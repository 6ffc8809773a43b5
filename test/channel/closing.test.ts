import { isDeepStrictEqual } from 'node:util';
import { ConversationState, type TurnContext } from 'botbuilder';
import { DialogSet, type DialogState, TextPrompt } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { WindowClosings } from '../../src/channel/closing.js';
import { Lease } from '../../src/core/lease.js';
import {
  type ClickatellAdapter,
  conversationId,
  createEmulator,
  hasOpenDialog,
  InvalidInputError,
  KeyvStorage,
  MovableClock,
  openStore,
  outsideWindow,
  StoreError,
  TemplateCatalog,
  template,
  type WindowRecord,
  WindowTracker,
} from '../../src/index.js';
import type { DueItem } from '../../src/store/lanes.js';
import { Table } from '../../src/store/table.js';
import { request } from '../bots/program.js';
import { describeEveryEngine } from '../store/everyStore.js';
import {
  business,
  type Channel,
  type ChannelOptions,
  catalogue,
  echo,
  noon,
  startChannel,
  thandi,
  until,
} from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

const minute = 60_000;
const hour = 60 * minute;
const closesAt = noon + 24 * hour - minute;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const withReengagement = {
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'Is there anything new?', slots: [] },
    { name: 'still_open', language: 'en', category: 'utility', body: 'Your ticket {{1}} is open.', slots: ['ticket'] },
  ],
};
const closing = async (context: TurnContext) => {
  await context.sendActivity('Closing soon.');
};
const always = { only: () => true };
const withClosing = (adapter: ClickatellAdapter) => void adapter.onWindowClosing(30, closing, always);

/** What the person heard that is no answer. */
const unasked = (channel: Channel, person = thandi) =>
  channel.heard(person).filter((text) => !text.startsWith('You said'));

describe('A window that is about to close', () => {
  let channel: Channel;
  const start = async (register: (adapter: ClickatellAdapter) => void, options: ChannelOptions = {}) => {
    channel = await startChannel({ register, ...options });
  };
  const advance = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };
  const until30 = 24 * hour - 31 * minute;
  afterEach(() => channel.close());

  it('runs its handler once, in time, in a turn of its own', async () => {
    const seen: object[] = [];
    await start((adapter) =>
      adapter.onWindowClosing(
        30,
        async (context) => {
          const { type, name, value, from, recipient, conversation } = context.activity;
          seen.push({ type, name, value, from: from.id, to: recipient.id, conversation: conversation.id });
          await closing(context);
        },
        always,
      ),
    );
    await channel.say('Hello');
    await channel.say('Hello again');
    await advance(until30 - 1);
    expect(unasked(channel)).to.deep.equal([]);
    await advance(1);
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
    await advance(20 * minute);
    await advance(30 * hour);
    expect(unasked(channel)).to.have.length(1);
    expect(seen).to.deep.equal([
      {
        type: 'event',
        name: 'clickatell/windowClosing',
        value: { closesAt, pending: [] },
        from: thandi,
        to: business,
        conversation: `${business}:${thandi}`,
      },
    ]);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('is not opened anew by that turn', async () => {
    await start(withClosing);
    await channel.say('Hello');
    await advance(until30);
    const reference = channel.adapter.reference(thandi);
    expect(await channel.adapter.window(reference)).to.include({ state: 'open', closesAt });
    await advance(30 * minute);
    expect(await channel.adapter.window(reference)).to.include({ state: 'closed' });
  });

  it('is taken back by a message of the person, and runs before the new window closes', async () => {
    await start(withClosing);
    await channel.say('Hello');
    await advance(20 * hour);
    await channel.say('One more thing');
    await advance(4 * hour - 31 * minute);
    await advance(30 * minute);
    expect(unasked(channel)).to.deep.equal([]);
    await advance(19 * hour + 30 * minute);
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
    await advance(30 * hour);
    expect(unasked(channel)).to.have.length(1);
  });

  it('is taken back by a message that is accepted when the item is due', async () => {
    let answer = () => {};
    const thought = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await start(withClosing, {
      logic: async (context) => {
        if (context.activity.text === 'Think') await thought;
        await echo(context);
      },
    });
    await channel.say('Hello');
    channel.clock.advance(until30 - 1000);
    await channel.emulator.say({ from: thandi, text: 'Think' });
    // Due while a turn is under way in the lane.
    channel.clock.advance(1000);
    answer();
    await channel.settled();
    expect(unasked(channel)).to.deep.equal([]);
    await advance(until30);
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
  });

  it('runs its handler once for every window', async () => {
    await start(withClosing);
    for (const count of [1, 2, 3]) {
      await channel.say('Hello');
      await advance(until30);
      expect(unasked(channel)).to.have.length(count);
      await advance(count * 10 * minute);
    }
  });

  it('runs it once, although an old message comes late after that', async () => {
    const runs: string[] = [];
    await start((adapter) =>
      adapter.onWindowClosing(30, async ({ activity }) => void runs.push(String(activity.id)), always),
    );
    await channel.say('Hello');
    await advance(until30);
    const old = { channel: 'whatsapp', messageId: 'late', from: thandi, to: business, timestamp: noon - hour };
    await request(channel.url, { body: { event: { moText: [{ ...old, content: 'Late' }] } } });
    await channel.settled();
    expect(channel.heard().at(-1)).to.equal('You said: Late');
    await advance(20 * minute);
    expect(runs).to.have.length(1);
  });

  it('says nothing when the clock is moved over the end at once, and goes on with the next window', async () => {
    await start(withClosing);
    await channel.say('Hello');
    await advance(25 * hour);
    expect(unasked(channel)).to.deep.equal([]);
    await channel.say('I am back');
    await advance(until30);
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
  });

  it('has several handlers, each of which runs once', async () => {
    const ran: string[] = [];
    const note = (name: string) => async () => void ran.push(name);
    await start((adapter) =>
      adapter
        .onWindowClosing(30, note('30'), always)
        .onWindowClosing(120, note('120'), always)
        .onWindowClosing(30, note('30 too'), always)
        .onWindowClosing(5, note('5'), always),
    );
    await channel.say('Hello');
    await advance(22 * hour - minute);
    expect(ran).to.deep.equal(['120']);
    await advance(90 * minute);
    expect(ran).to.deep.equal(['120', '30', '30 too']);
    await advance(30 * minute);
    expect(ran).to.deep.equal(['120', '30', '30 too']);
    await channel.say('Hello');
    await advance(24 * hour - 6 * minute);
    expect(ran.slice(3)).to.deep.equal(['120', '30', '30 too', '5']);
  });

  it('gives the error of a handler to onTurnError, and does not run it again', async () => {
    const errors: string[] = [];
    await start((adapter) => {
      adapter.onTurnError = async (_, error) => void errors.push(error.message);
      adapter.onWindowClosing(
        30,
        async () => {
          throw new Error('The bot has a bug.');
        },
        always,
      );
    });
    await channel.say('Hello');
    await advance(until30);
    await advance(10 * minute);
    expect(errors).to.deep.equal(['The bot has a bug.']);
    expect(await channel.adapter.deadLetters()).to.deep.equal([]);
  });

  it('says it once if the turn runs again', async () => {
    let runs = 0;
    await start((adapter) =>
      adapter.onWindowClosing(
        30,
        async (context) => {
          await closing(context);
          runs += 1;
          if (runs === 1) throw new StoreError('The store was away for a moment.');
        },
        always,
      ),
    );
    await channel.say('Hello');
    await advance(until30);
    await until(() => runs === 2);
    await channel.settled();
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
  });

  for (const whenClosed of ['template', 'hold'] as const) {
    it(`says nothing if the window closes while the handler runs, if the policy is ${whenClosed}`, async () => {
      const errors: string[] = [];
      const register = (adapter: ClickatellAdapter) => {
        adapter.onTurnError = async (_, error) => void errors.push(error.name);
        adapter.onWindowClosing(
          30,
          async (context) => {
            channel.clock.advance(31 * minute);
            await context.sendActivity(outsideWindow('Fixed.', resolved));
            await context.sendActivity('Your ticket T-42 is open.');
          },
          always,
        );
      };
      const templates = TemplateCatalog.parse(withReengagement);
      await start(register, { adapter: { templates, policy: { whenClosed } } });
      channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      await channel.say('Hello');
      await advance(until30);
      // What has a template of its own is the bot's choice.
      expect(unasked(channel)).to.have.length(1);
      expect(unasked(channel)[0]).to.match(/T-42 is resolved/);
      expect(errors).to.deep.equal(['WindowClosedError']);
      expect(channel.emulator.violations).to.deep.equal([]);
    });
  }

  for (const minutes of [0, -1, Number.NaN, 24 * 60, 24 * 60 - 1]) {
    it(`cannot be told of ${minutes} minutes before`, async () => {
      await start(() => {});
      expect(() => channel.adapter.onWindowClosing(minutes, closing)).to.throw(InvalidInputError, 'minutesBefore');
    });
  }

  it('cannot be told in what is no number, nor to what is no function', async () => {
    await start(() => {});
    const field = (...given: unknown[]) => {
      try {
        Reflect.apply(channel.adapter.onWindowClosing, channel.adapter, given);
        return undefined;
      } catch (error) {
        return error instanceof InvalidInputError ? error.field : error;
      }
    };
    expect(field('30', closing)).to.equal('minutesBefore');
    expect(field(30n, closing)).to.equal('minutesBefore');
    expect(field(30)).to.equal('handler');
    expect(field(30, closing, { only: true })).to.equal('only');
  });

  describe('with what the channel knows to be pending', () => {
    const pending: unknown[] = [];
    const register = (adapter: ClickatellAdapter) =>
      void adapter.onWindowClosing(30, async (context) => {
        pending.push(context.activity.value.pending);
      });
    const followUp = { to: thandi, template: resolved };
    beforeEach(() => {
      pending.length = 0;
    });

    it('runs nothing without', async () => {
      await start(register);
      await channel.say('Hello');
      await advance(until30);
      expect(pending).to.deep.equal([]);
    });

    it('runs for a follow-up that is scheduled', async () => {
      await start(register);
      await channel.say('Hello');
      await channel.adapter.schedule({ ...followUp, key: 'a', in: 30 * hour });
      await advance(until30);
      expect(pending).to.deep.equal([['follow-up']]);
    });

    const none: [string, () => Promise<unknown>][] = [
      [
        'was cancelled',
        async () => {
          await channel.adapter.schedule({ ...followUp, key: 'a', in: 30 * hour });
          await channel.adapter.cancel('a');
        },
      ],
      ['was sent', () => channel.adapter.schedule({ ...followUp, key: 'a', in: hour })],
      [
        'is for somebody else',
        () => channel.adapter.schedule({ ...followUp, to: '27820000002', key: 'a', in: 30 * hour }),
      ],
      [
        'was replaced by one for somebody else',
        async () => {
          await channel.adapter.schedule({ ...followUp, key: 'a', in: 30 * hour });
          await channel.adapter.schedule({ ...followUp, to: '27820000002', key: 'a', in: 30 * hour });
        },
      ],
      [
        'was replaced by an earlier one',
        async () => {
          await channel.adapter.schedule({ ...followUp, key: 'a', in: 30 * hour });
          await channel.adapter.schedule({ ...followUp, key: 'a', in: hour });
        },
      ],
    ];
    for (const [what, schedule] of none) {
      it(`runs nothing for a follow-up that ${what}`, async () => {
        await start(register);
        await channel.say('Hello');
        await schedule();
        await advance(2 * hour);
        await advance(until30 - 2 * hour);
        expect(pending).to.deep.equal([]);
      });
    }

    it('runs for one of two follow-ups, when the other is cancelled', async () => {
      await start(register);
      await channel.say('Hello');
      await channel.adapter.schedule({ ...followUp, key: 'a', in: 30 * hour });
      await channel.adapter.schedule({ ...followUp, key: 'b', in: 40 * hour });
      await channel.adapter.cancel('a');
      await advance(until30);
      expect(pending).to.deep.equal([['follow-up']]);
    });

    it('runs for messages that wait in the outbox, and for held ones', async () => {
      await start(register);
      await channel.say('Hello');
      const windows = new Table<WindowRecord>(channel.store, 'windows');
      await windows.update(`${business}:${thandi}`, (record) => ({ ...record, held: 2, outbox: 1 }));
      await advance(until30);
      expect(pending).to.deep.equal([['outbox', 'held']]);
    });
  });

  describe('with `only`', () => {
    it('asks in the same turn, and that alone decides', async () => {
      const asked: unknown[] = [];
      await start((adapter) =>
        adapter.onWindowClosing(30, closing, {
          only: async ({ activity }) => {
            asked.push(activity.value.pending);
            return activity.from.id === thandi;
          },
        }),
      );
      const other = '27820000002';
      await channel.say('Hello');
      await channel.say('Hello', other);
      await channel.adapter.schedule({ to: other, template: resolved, key: 'a', in: 30 * hour });
      await advance(until30);
      expect(unasked(channel)).to.deep.equal(['Closing soon.']);
      expect(unasked(channel, other)).to.deep.equal([]);
      expect(asked).to.have.deep.members([[], ['follow-up']]);
    });

    it('knows of an open dialog, and the handler reads and saves state', async () => {
      const store = await openStore('memory:');
      const conversationState = new ConversationState(new KeyvStorage(store.keyv('bot')));
      const dialogState = conversationState.createProperty<DialogState>('dialog');
      const told = conversationState.createProperty<number>('told');
      const dialogs = new DialogSet(dialogState).add(new TextPrompt('name'));
      const heard: boolean[] = [];
      await start(
        (adapter) =>
          adapter
            .onWindowClosing(
              30,
              async (context) => {
                await told.set(context, (await told.get(context, 0)) + 1);
                await closing(context);
                await conversationState.saveChanges(context);
              },
              { only: hasOpenDialog(dialogState) },
            )
            .onWindowClosing(20, async () => void heard.push(true), { only: hasOpenDialog(dialogState, 'name') })
            .onWindowClosing(20, async () => void heard.push(false), { only: hasOpenDialog(dialogState, 'other') }),
        {
          store,
          logic: async (context) => {
            if (context.activity.type !== 'message') return;
            const dc = await dialogs.createContext(context);
            const { status } = await dc.continueDialog();
            if (status === 'empty' && context.activity.text === 'Ask') await dc.prompt('name', 'Your name?');
            else await context.sendActivity(`You said: ${await told.get(context, 0)}`);
            await conversationState.saveChanges(context);
          },
        },
      );
      await channel.say('Hello');
      await advance(until30);
      await channel.say('Ask');
      await advance(until30);
      await advance(10 * minute);
      await channel.say('Thandi');
      await advance(until30);
      expect(channel.heard()).to.deep.equal(['You said: 0', 'Your name?', 'Closing soon.', 'You said: 1']);
      expect(heard).to.deep.equal([true]);
      await store.close();
    });
  });
});

describe('The item of a window that is about to close', () => {
  const pair = { business, person: thandi };

  it('counts only if the record names it, so that one of a turn that a crash cut off does nothing', async () => {
    const store = await openStore('memory:');
    const clock = new MovableClock({ now: () => noon });
    const tracker = new WindowTracker(store, clock);
    const scheduled: DueItem[] = [];
    const ran: string[] = [];
    const closings = new WindowClosings<string>({
      ...{ clock, tracker, marginMs: minute, hasFollowUp: async () => false },
      lanes: { schedule: async (item) => void scheduled.push(item) },
      port: { run: async (_, turn, logic = '') => void ran.push(`${logic} ${turn.cause}`) },
    });
    closings.on({ minutesBefore: 30, logic: 'a', needsPending: false });
    /** The turn ends, or its process dies before. */
    const turn = async (work: (lease: Lease) => Promise<void>, ends: boolean) => {
      const lease = new Lease({ lane: conversationId(pair) });
      await work(lease);
      if (ends) await store.engine.values.commit(lease.take());
    };
    const arm = (ends: boolean) => turn(async (lease) => closings.arm(pair, await tracker.read(pair), lease), ends);
    const perform = (item: DueItem | undefined, ends: boolean) =>
      turn((lease) => closings.perform({ kind: 'closing', at: item?.dueAt ?? 0 }, lease), ends);

    await tracker.recordInbound(pair, 'one', noon);
    await arm(false);
    clock.advance(hour);
    await tracker.recordInbound(pair, 'two', noon + hour);
    await arm(true);
    await arm(true);
    expect(scheduled.map(({ key, dueAt }) => [key, dueAt])).to.deep.equal([
      [`closing:${business}:${thandi}`, closesAt - 30 * minute],
      [`closing:${business}:${thandi}`, closesAt + 30 * minute],
    ]);
    clock.advance(24 * hour - 25 * minute);
    await perform(scheduled[0], true);
    expect(ran).to.deep.equal([]);
    await perform(scheduled[1], false);
    await perform(scheduled[1], true);
    await perform(scheduled[1], true);
    // Twice because of the crash, with the same ids.
    expect(ran).to.have.length(2);
    expect(new Set(ran).size).to.equal(1);
    await store.close();
  });

  it('is scheduled again by the next message if it was lost', async () => {
    const channel = await startChannel({ register: withClosing });
    await channel.say('Hello');
    await channel.adapter.clear();
    channel.clock.advance(23 * hour + 40 * minute);
    await channel.say('Hello again');
    channel.clock.advance(23 * hour + 40 * minute);
    await channel.settled();
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
    await channel.close();
  });
});

describe('A window that is about to close while processes come and go', () => {
  after(removeFolders);

  /** One process after another on one folder, with one clock and one provider. */
  async function world() {
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const folder = await temporaryFolder();
    const process = async (during: (channel: Channel) => Promise<void>, register = withClosing) => {
      const store = await openStore(`lmdb:${folder}`);
      const channel = await startChannel({ store, clock, emulator, register });
      await channel.settled();
      await during(channel);
      await channel.close();
      await store.close();
    };
    const heard = () => emulator.chat(thandi).messages.filter(({ text }) => text === 'Closing soon.').length;
    return { clock, emulator, process, heard };
  }
  const nothing = async () => {};

  it('runs its handler in the process that is there, and in no later one', async () => {
    const { clock, emulator, process, heard } = await world();
    await process((channel) => channel.say('Hello'));
    clock.advance(23 * hour);
    await process(nothing);
    expect(heard()).to.equal(0);
    clock.advance(35 * minute);
    await process(nothing);
    expect(heard()).to.equal(1);
    clock.advance(10 * minute);
    await process(nothing);
    expect(heard()).to.equal(1);
    await emulator.close();
  });

  it('runs nothing if no process was there in time', async () => {
    const { clock, emulator, process, heard } = await world();
    await process((channel) => channel.say('Hello'));
    clock.advance(26 * hour);
    await process(async (channel) => {
      await channel.settled();
      await channel.say('I am back');
    });
    expect(heard()).to.equal(0);
    clock.advance(23 * hour + 45 * minute);
    await process(nothing);
    expect(heard()).to.equal(1);
    await emulator.close();
  });

  it('runs nothing in a process without a handler, and what comes later is as if it had never been', async () => {
    const { clock, emulator, process, heard } = await world();
    await process((channel) => channel.say('Hello'));
    clock.advance(23 * hour + 40 * minute);
    await process(nothing, () => {});
    expect(heard()).to.equal(0);
    await process((channel) => channel.say('Hello'));
    clock.advance(23 * hour + 40 * minute);
    await process(nothing);
    expect(heard()).to.equal(1);
    await emulator.close();
  });
});

describeWithRedis('A window that is about to close, with two adapters', (freshUrl) => {
  it('runs its handler once', async () => {
    const url = freshUrl();
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const stores = [await openStore(url), await openStore(url)];
    const channels = await Promise.all(
      stores.map((store) => startChannel({ store, clock, emulator, register: withClosing })),
    );
    const people = Array.from({ length: 10 }, (_, at) => `2782000000${at}`);
    const told = () =>
      people.map((person) => emulator.chat(person).messages.filter(({ text }) => text === 'Closing soon.').length);
    const settled = async () => {
      await Promise.all(channels.map((channel) => channel.settled()));
    };
    for (const person of people) await emulator.say({ from: person, text: 'Hello' });
    await until(() => people.every((person) => emulator.chat(person).messages.length === 2));
    await settled();
    clock.advance(23 * hour + 40 * minute);
    await until(() => told().every((count) => count > 0));
    await settled();
    clock.advance(10 * minute);
    await settled();
    expect(told()).to.deep.equal(people.map(() => 1));
    for (const channel of channels) await channel.close();
    await emulator.close();
    for (const store of stores) await store.close();
  });
});

describeEveryEngine('A window that is about to close', (openFresh) => {
  it('runs its handler once, later if the person writes, and for what is pending', async () => {
    const store = await openFresh();
    const register = (adapter: ClickatellAdapter) => void adapter.onWindowClosing(30, closing);
    const channel = await startChannel({ store, register });
    const windows = new Table<WindowRecord>(store, 'windows');
    /** Resolves once the item has looked, and the record says so. */
    const looked = async (record: WindowRecord['closing']) => {
      const now = async () => (await windows.read(`${business}:${thandi}`))?.closing;
      await until(async () => isDeepStrictEqual(await now(), record));
      await channel.settled();
    };
    await channel.say('Hello');
    await channel.adapter.schedule({ key: 'a', in: 60 * hour, to: thandi, template: resolved });
    channel.clock.advance(20 * hour);
    await channel.say('Hello');
    channel.clock.advance(4 * hour);
    await looked({ heardAt: noon + 20 * hour, at: closesAt + 20 * hour - 30 * minute });
    expect(unasked(channel)).to.deep.equal([]);
    channel.clock.advance(19 * hour + 45 * minute);
    await looked({ heardAt: noon + 20 * hour, done: 30 });
    expect(unasked(channel)).to.deep.equal(['Closing soon.']);
    await channel.adapter.cancel('a');
    await channel.say('Hello');
    channel.clock.advance(23 * hour + 45 * minute);
    await looked({ heardAt: noon + 43 * hour + 45 * minute, done: 30 });
    expect(unasked(channel)).to.have.length(1);
    await channel.close();
    await store.close();
  });
});
