import { expect } from 'chai';
import { Keyv } from 'keyv';
import { openStore, StoreError, turnSignal } from '../../../src/index.js';
import { gate } from '../../lanes/contract.js';
import { FaultyStore } from '../../store/keyv/faultyStore.js';
import { business, thandi, until } from '../../support/channel.js';
import { hour, minute } from '../../support/consent.js';
import {
  type BotContext,
  describeHosts,
  type HostChannel,
  type HostChannelOptions,
  type Memory,
} from '../../support/hosts.js';
import { rejection } from '../../support/rejection.js';

const hidden = 'ZA.13491208655302741918';

/** Asks two questions, one after the other, and begins anew after the answer to the last. */
async function orders({ activity, sendActivity }: BotContext, memory: Memory): Promise<void> {
  if (activity.type !== 'message') return;
  if (memory.step === 'what') {
    Object.assign(memory, { step: 'count', what: activity.text });
    await sendActivity(`How many ${activity.text}?`);
  } else if (memory.step === 'count') {
    await sendActivity(`${activity.text} ${memory.what}, thank you.`);
    memory.step = 'done';
  } else {
    memory.step = 'what';
    await sendActivity('What?');
  }
}
const whole = ['What?', 'How many lamps?', '2 lamps, thank you.'];

describeHosts('What a bot keeps and does in its turns', (start) => {
  let channel: HostChannel;
  const begin = async (options: HostChannelOptions) => {
    channel = await start(options);
  };
  const advance = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };

  it('is there in the next turn, for each person', async () => {
    await begin({ remembers: orders });
    for (const text of ['Hi', 'lamps']) await channel.say(text);
    await channel.say('Hi', '27820000002');
    await channel.say('2');
    expect(channel.heard()).to.deep.equal(whole);
    expect(channel.heard('27820000002')).to.deep.equal(['What?']);
  });

  it('is as it was before a turn that the store has ended, which runs again and says nothing twice', async () => {
    let failures = 0;
    let apologies = 0;
    await begin({
      async remembers(context, memory) {
        await orders(context, memory);
        if (failures <= 0) return;
        failures -= 1;
        throw new StoreError('The store is away for a moment.');
      },
      adapter: { lanes: { retryDelayMs: 1 } },
    });
    channel.bot.onTurnError(async () => {
      apologies += 1;
    });
    await channel.say('Hi');
    failures = 2;
    await channel.say('lamps');
    failures = 1;
    await channel.say('2');
    expect(channel.heard()).to.deep.equal(whole);
    expect(apologies).to.equal(0);
  });

  it('goes on where it was once a store is back that was away for a while, without an apology', async () => {
    const rows = new FaultyStore();
    const store = await openStore(new Keyv({ store: rows }));
    const errors: string[] = [];
    let turns = 0;
    await begin({
      remembers: orders,
      store,
      adapter: { lanes: { retryDelayMs: 1 } },
      register(bot) {
        bot.onTurnError(async (_, error) => void errors.push(error.name));
        // The turn has begun, and the bot's state is still to be read.
        bot.use(async ({ activity }, next) => {
          if (activity.text === 'lamps') {
            turns += 1;
            rows.faults = turns === 1 ? { cutAt: -1 } : {};
          }
          await next();
        });
      },
    });
    for (const text of ['Hi', 'lamps', '2']) await channel.say(text);
    expect(turns).to.equal(2);
    expect(channel.heard()).to.deep.equal(whole);
    expect(errors).to.deep.equal([]);
    await channel.adapter.stop();
    await store.close();
  });

  it('is what the person had with their other id, once the two are one', async () => {
    const links: unknown[] = [];
    await begin({
      remembers: orders,
      register: (bot) => bot.onLinked(async ({ activity }) => void links.push(activity.value)),
    });
    for (const text of ['Hi', 'lamps']) {
      await channel.emulator.say({ from: thandi, userId: hidden, shows: 'id', text });
      await channel.settled();
    }
    await channel.emulator.say({ from: thandi, userId: hidden, shows: 'both', text: '2' });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(whole);
    expect(links).to.deep.equal([{ person: thandi, alias: hidden }]);
  });

  it('is exported with the person, and erased with them', async () => {
    await begin({ remembers: orders });
    for (const text of ['Hi', 'lamps']) await channel.say(text);
    await channel.say('Hi', '27820000002');
    expect(JSON.stringify(await channel.adapter.exportPerson(thandi))).to.include('"what":"lamps"');
    await channel.adapter.erasePerson(thandi);
    expect(JSON.stringify(await channel.adapter.exportPerson(thandi))).not.to.include('lamps');
    await advance(minute);
    await channel.say('Hi');
    await channel.say('chairs', '27820000002');
    expect(channel.heard().at(-1)).to.equal('What?');
    expect(channel.heard('27820000002').at(-1)).to.equal('How many chairs?');
  });

  it('ends with a turn that takes too long: its signal is aborted, and it says and keeps nothing more', async () => {
    const hangs = gate();
    const over = gate();
    const names: string[] = [];
    await begin({
      async remembers(context, memory) {
        if (context.activity.type !== 'message') return;
        memory.heard = `${memory.heard ?? ''} ${context.activity.text}`;
        if (context.activity.text === 'slow') {
          const signal = turnSignal(context);
          await hangs.opened;
          names.push(signal.aborted ? 'aborted' : 'not aborted');
          names.push((await rejection(context.sendActivity('At last.'), Error)).name);
          over.open();
        } else await context.sendActivity(`You said:${memory.heard}`);
      },
      register: (bot) => bot.onTurnError(async (_, error) => void names.push(error.name)),
      adapter: { lanes: { turnLimitMs: 300 } },
    });
    await channel.say('one');
    await channel.emulator.say({ from: thandi, text: 'slow' });
    await channel.emulator.say({ from: thandi, text: 'two' });
    await until(() => channel.heard().includes('You said: one two'));
    hangs.open();
    await over.opened;
    await channel.say('three');
    expect(names).to.deep.equal(['aborted', 'TurnTimeoutError']);
    expect(channel.heard()).to.deep.equal(['You said: one', 'You said: one two', 'You said: one two three']);
    expect(await channel.adapter.deadLetters()).to.have.length(1);
  });

  it('is not told to the person where it fails, unless the bot says so itself', async () => {
    await begin({
      async logic({ activity }) {
        if (activity.text === 'text') throw 'a text';
        if (activity.type === 'message') throw new TypeError('a bug at line 7 of bot.js');
      },
    });
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal([]);
    const errors = channel.events.flatMap((event) =>
      event.kind === 'turn' && event.error ? [event.error.message] : [],
    );
    expect(errors).to.deep.equal(['a bug at line 7 of bot.js']);
    await channel.say('text');
    expect(channel.heard()).to.deep.equal([]);
    channel.bot.onTurnError(async ({ sendActivity }, error) => void (await sendActivity(`Sorry: ${error.name}.`)));
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['Sorry: TypeError.']);
  });

  it('can be asked for before the window closes, where work is pending', async () => {
    const closing = async ({ sendActivity }: BotContext) => void (await sendActivity('Are you still there?'));
    const open = new Set<string>();
    await begin({
      async logic({ activity }) {
        if (activity.type === 'message' && activity.text === 'order') open.add(activity.from?.id ?? '');
      },
      register: (bot) => bot.onWindowClosing(30, closing, ({ activity }) => open.has(activity.from?.id ?? '')),
    });
    await channel.say('order');
    await channel.say('Hello', '27820000002');
    await advance(24 * hour - 31 * minute);
    expect(channel.heard()).to.deep.equal(['Are you still there?']);
    expect(channel.heard('27820000002')).to.deep.equal([]);
  });

  it('is in the transcript, with what was said besides, once', async () => {
    let runs = 0;
    await begin({
      async logic({ activity, sendActivity }) {
        if (activity.type !== 'message') return;
        await sendActivity('One.');
        runs += 1;
        if (runs === 1) throw new StoreError('away');
        await sendActivity('Two.');
      },
      adapter: { lanes: { retryDelayMs: 1 } },
    });
    await channel.say('Hello');
    await channel.adapter.notify({ to: thandi, text: 'News.' });
    await channel.settled();
    const { items } = await channel.transcripts.getTranscriptActivities('whatsapp', `${business}:${thandi}`);
    expect(items.map(({ text }) => text)).to.deep.equal(['Hello', 'One.', 'Two.', 'News.']);
  });
});
