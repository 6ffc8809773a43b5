import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import {
  createEmulator,
  DeskDeliveryError,
  type DeskEvent,
  MovableClock,
  openStore,
  StoreError,
} from '../../src/index.js';
import { describeEveryBackend } from '../store/everyStore.js';
import { business, type ChannelOptions, noon, startChannel, thandi, until } from '../support/channel.js';
import { describeWithRedis } from '../support/redis.js';

const id = `${business}:${thandi}`;
const minute = 60_000;

/** Says where it is in a dialog, and hands off at the word "human". */
async function bot(context: TurnContext): Promise<void> {
  const { type, text = '', value } = context.activity;
  if (type === 'event' && value?.state === 'completed') await context.sendActivity('I am back.');
  if (type !== 'message') return;
  if (text === 'human') {
    await context.sendActivity({ type: 'event', name: 'handoff.initiate', value: { reason: 'a test' } });
    await context.sendActivity('A colleague will answer.');
  } else await context.sendActivity(`You said: ${text}`);
}

const wordsOf = (events: readonly DeskEvent[]) =>
  events
    .flatMap((event) => (event.type === 'message' ? [event.message.text] : [event.type]))
    .filter((each) => each !== 'status');

describeEveryBackend('A hand-off', (openFresh, openAgain) => {
  it('is told in order and whole, whatever restarts while the desk is down', async () => {
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const told: DeskEvent[] = [];
    let isDown = false;
    const desk = {
      deliver: async (event: DeskEvent) => {
        if (isDown) throw new DeskDeliveryError('it is down.');
        told.push(event);
      },
    };
    const start = (store: NonNullable<ChannelOptions['store']>) => {
      return startChannel({ store, clock, emulator, logic: bot, adapter: { handOff: { desk } } });
    };
    let store = await openFresh();
    let channel = await start(store);
    await channel.say('human');
    await until(() => told.length === 1);
    isDown = true;
    await channel.say('one');
    await channel.say('two');
    await channel.adapter.desk.reply(id, { text: 'Hello', id: 'r1' });
    await until(async () => (await channel.adapter.notification('r1'))?.state === 'read');
    if (openAgain) {
      await channel.close();
      await store.close();
      clock.advance(30 * minute);
      store = await openAgain();
      channel = await start(store);
    }
    await channel.say('three');
    clock.advance(30 * minute);
    isDown = false;
    await channel.adapter.desk.close(id);
    clock.advance(6 * minute);
    await until(() => told.at(-1)?.type === 'handoff.closed');
    expect(wordsOf(told)).to.deep.equal(['handoff.opened', 'one', 'two', 'three', 'handoff.closed']);
    expect(told.map(({ sequence }) => sequence)).to.deep.equal(told.map((_, at) => at + 1));
    await until(() => channel.heard().at(-1) === 'I am back.');
    await channel.say('thanks');
    await until(() => channel.heard().length === 4);
    expect(channel.heard()).to.deep.equal(['A colleague will answer.', 'Hello', 'I am back.', 'You said: thanks']);
    await channel.close();
    await store.close();
    await emulator.close();
  });

  if (openAgain)
    it('is told after a restart, also if nothing is scheduled any more', async () => {
      const told: DeskEvent[] = [];
      let isDown = true;
      const desk = {
        deliver: async (event: DeskEvent) => {
          if (isDown) throw new DeskDeliveryError('it is down.');
          told.push(event);
        },
      };
      const clock = new MovableClock({ now: () => noon });
      const emulator = await createEmulator({ clock });
      const start = async (store: NonNullable<ChannelOptions['store']>) => {
        return startChannel({ store, clock, emulator, logic: bot, adapter: { handOff: { desk } } });
      };
      let store = await openFresh();
      let channel = await start(store);
      await channel.say('human');
      await channel.say('one');
      await until(() => channel.events.some(({ kind }) => kind === 'desk'));
      await channel.settled();
      await channel.adapter.clear();
      await channel.close();
      await store.close();
      isDown = false;
      clock.advance(10 * minute);
      store = await openAgain();
      channel = await start(store);
      await until(() => told.length === 2);
      expect(wordsOf(told)).to.deep.equal(['handoff.opened', 'one']);
      await channel.close();
      await store.close();
      await emulator.close();
    });

  it('is one if the turn that asks for it is run again', async () => {
    const store = await openFresh();
    const told: DeskEvent[] = [];
    const desk = { deliver: async (event: DeskEvent) => void told.push(event) };
    let runs = 0;
    const logic = async (context: TurnContext) => {
      await bot(context);
      if (context.activity.text !== 'human') return;
      runs += 1;
      if (runs === 1) throw new StoreError('The store went away at the end of the turn.');
    };
    const channel = await startChannel({ store, logic, adapter: { handOff: { desk } } });
    await channel.say('human');
    await until(() => told.length > 0);
    await channel.settled();
    expect(runs).to.equal(2);
    expect(told).to.have.length(1);
    expect(await channel.adapter.desk.conversations('all')).to.have.length(1);
    expect(channel.heard()).to.deep.equal(['A colleague will answer.']);
    await channel.close();
    await store.close();
  });
});

describeWithRedis('A hand-off over two processes', (freshUrl) => {
  it('is told in order, one event at a time', async () => {
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const url = freshUrl();
    const told: DeskEvent[] = [];
    const under: string[] = [];
    const desk = {
      deliver: async (event: DeskEvent) => {
        expect(under).not.to.include(event.conversation);
        under.push(event.conversation);
        await new Promise((resolve) => setImmediate(resolve));
        under.splice(under.indexOf(event.conversation), 1);
        told.push(event);
      },
    };
    const stores = await Promise.all([openStore(url), openStore(url)]);
    const channels = [];
    for (const store of stores) {
      channels.push(await startChannel({ store, clock, emulator, logic: bot, adapter: { handOff: { desk } } }));
    }
    const people = ['27820000001', '27820000002', '27820000003'];
    const words = ['one', 'two', 'three', 'four', 'five'];
    for (const text of ['human', ...words]) {
      for (const from of people) await emulator.say({ from, text });
      // Either process takes the callbacks in turn.
      channels.reverse();
      emulator.integrate({ number: business, callbackUrl: channels[0]?.url ?? '' });
    }
    await until(() => told.length === people.length * (1 + words.length));
    for (const person of people) {
      const own = told.filter(({ conversation }) => conversation === `${business}:${person}`);
      expect(wordsOf(own)).to.deep.equal(['handoff.opened', ...words]);
      expect(own.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    }
    for (const [at, channel] of channels.entries()) {
      await channel.close();
      await stores[at]?.close();
    }
    await emulator.close();
  });
});
