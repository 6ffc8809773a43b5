import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createEmulator, type DeskEvent, MovableClock, type Store } from '../../src/index.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { business, type Channel, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { Death, mortal } from '../support/mortal.js';

const id = `${business}:${thandi}`;
const minute = 60_000;
/** Each process that dies takes its time, so not every write is tried. */
const stride = 5;
/** What is left of processes that have died: that they end takes them a while. */
const remains: (() => Promise<void>)[] = [];

interface Outcome {
  readonly hasDied: boolean;
  readonly heard: string[];
  readonly bot: string[];
  readonly told: string[];
  readonly facts: object;
}

/** What a hand-off comes to, if the process dies at the write of this number. */
async function story(dyingAt: number): Promise<Outcome> {
  const clock = new MovableClock({ now: () => noon });
  const emulator = await createEmulator({ clock });
  const folder = await temporaryFolder();
  const death = new Death();
  const events = new Map<string, DeskEvent>();
  const bot = new Set<string>();
  const desk = { deliver: async (event: DeskEvent) => void events.set(event.id, events.get(event.id) ?? event) };
  const logic = async (context: TurnContext) => {
    const { type, name, text, value } = context.activity;
    if (type === 'message') bot.add(text);
    if (name === 'handoff.status') bot.add(value.state);
    if (text === 'human') {
      await context.sendActivity({ type: 'event', name: 'handoff.initiate', value: { reason: 'a test' } });
      await context.sendActivity('A colleague will answer.');
    } else if (type === 'message') await context.sendActivity(`You said: ${text}`);
    else if (value?.state === 'completed') await context.sendActivity('I am back.');
  };
  const start = (store: Store) => startChannel({ store, clock, emulator, logic, adapter: { handOff: { desk } } });
  const first = await mortal(folder, death);
  const before = await start(first);
  let channel: Channel = before;
  const say = (text: string) => emulator.say({ from: thandi, text });
  const steps: readonly { readonly isSaid: boolean; readonly run: () => Promise<unknown> }[] = [
    { isSaid: true, run: () => say('human') },
    { isSaid: true, run: () => say('one') },
    { isSaid: false, run: () => channel.adapter.desk.reply(id, { text: 'Hello', id: 'r1' }) },
    { isSaid: false, run: () => channel.adapter.notify({ to: thandi, text: 'News', id: 'n1' }) },
    { isSaid: true, run: () => say('two') },
    { isSaid: false, run: () => channel.adapter.desk.close(id) },
  ];
  let at = 0;
  death.after(dyingAt);
  for (; at < steps.length; at += 1) {
    // What a program asks for in vain, it asks for again.
    const done = steps[at]?.run().catch(() => {});
    if (!steps[at]?.isSaid) await Promise.race([done, until(() => death.isDead)]);
    await until(() => death.isDead || before.adapter.depth === 0);
    if (!death.isDead) await Promise.race([before.settled(), until(() => death.isDead)]);
    if (death.isDead) break;
  }
  const hasDied = death.isDead;
  await before.adapter.stop(0);
  await first.close();
  remains.push(() => before.close());

  const store = await openLmdb(folder);
  channel = await start(store);
  await channel.settled();
  for (; at < steps.length; at += 1) {
    // The provider repeats a callback that was not taken.
    const isRepeated = hasDied && steps[at]?.isSaid && emulator.chat(thandi).messages.some(isSaidAt(at));
    if (!isRepeated) await steps[at]?.run();
    await channel.settled();
  }
  clock.advance(minute);
  await until(() => [...events.values()].some(({ type }) => type === 'handoff.closed'));
  await channel.settled();
  await say('thanks');
  await channel.settled();
  const told = [...events.values()].sort((one, other) => one.sequence - other.sequence);
  const facts = {
    states: await Promise.all(['r1', 'n1'].map(async (each) => (await channel.adapter.notification(each))?.state)),
    conversations: (await channel.adapter.desk.conversations('all')).map(({ state }) => state),
    messages: (await channel.adapter.desk.messages(id)).map(({ text }) => text),
    deadLetters: await channel.adapter.deadLetters(),
    violations: emulator.violations,
  };
  const outcome: Outcome = {
    ...{ hasDied, facts, heard: channel.heard(), bot: [...bot] },
    told: told.flatMap((event) => {
      if (event.type === 'status') return [];
      return event.type === 'message' ? [event.message.text] : [event.type];
    }),
  };
  await channel.close();
  await store.close();
  remains.push(() => emulator.close());
  return outcome;
}

/** Whether a message of the phone's is the one of this step. */
function isSaidAt(at: number): (message: { direction: string; text: string }) => boolean {
  const text = { 0: 'human', 1: 'one', 4: 'two' }[at];
  return (message) => message.direction === 'in' && message.text === text;
}

describe('A hand-off', function () {
  this.timeout(300_000);
  after(async () => {
    await Promise.all(remains.map((close) => close()));
    await removeFolders();
  });

  it('comes to the same, whichever write the process dies at', async () => {
    const whole = await story(Number.POSITIVE_INFINITY);
    expect(whole.told).to.deep.equal(['handoff.opened', 'one', 'two', 'handoff.closed']);
    expect(whole.bot).to.deep.equal(['human', 'accepted', 'completed', 'thanks']);
    expect(whole.heard).to.deep.equal(['A colleague will answer.', 'Hello', 'I am back.', 'News', 'You said: thanks']);
    expect(whole.facts).to.deep.equal({
      states: ['read', 'read'],
      conversations: ['closed'],
      messages: ['one', 'Hello', 'two'],
      deadLetters: [],
      violations: [],
    });
    let deaths = 0;
    for (let dyingAt = 0; ; dyingAt += stride) {
      const { hasDied, ...outcome } = await story(dyingAt);
      expect(outcome, `at write ${dyingAt}`).to.deep.equal({
        told: whole.told,
        bot: whole.bot,
        heard: whole.heard,
        facts: whole.facts,
      });
      if (!hasDied) break;
      deaths += 1;
    }
    expect(deaths).to.be.greaterThan(6);
  });
});
