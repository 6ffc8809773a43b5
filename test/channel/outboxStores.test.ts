import { expect } from 'chai';
import { createEmulator, type Logic, MovableClock, outsideWindow, type Store, template } from '../../src/index.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { type Channel, noon, startChannel, thandi, until } from '../support/channel.js';
import { type Line, lineTo } from '../support/line.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
const retry = { retries: 1, minDelayMs: 1, maxDelayMs: 2 };

describeEveryEngine('What waits, and the window meanwhile', (openFresh) => {
  let store: Store;
  let channel: Channel;
  let line: Line;
  const start = async (logic?: Logic) => {
    store = await openFresh();
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    line = await lineTo(emulator.url);
    channel = await startChannel({
      ...(logic && { logic }),
      store,
      clock,
      emulator,
      client: { retry, baseUrl: line.url },
    });
  };
  /** Lets the clock run, step by step, until the condition holds. */
  const inTime = (condition: () => boolean | Promise<boolean>) =>
    until(async () => {
      channel.clock.advance(30_000);
      await channel.emulator.settled();
      return condition();
    });
  afterEach(async () => {
    await channel.close();
    await line.down();
    await channel.emulator.close();
    await store.close();
  });

  it('leaves in order when the provider is there again, and nothing newer before it', async () => {
    await start();
    await line.down();
    for (const text of ['one', 'two']) await channel.say(text);
    expect(channel.heard()).to.deep.equal([]);
    await line.up();
    await channel.say('three');
    await inTime(() => channel.heard().length === 3);
    expect(channel.heard()).to.deep.equal(['You said: one', 'You said: two', 'You said: three']);
  });

  it('of notifications waits with a reason, and is sent once', async () => {
    await start();
    await line.down();
    for (const id of ['a', 'b', 'c']) await channel.adapter.notify({ to: thandi, template: resolved, id });
    await until(async () => (await channel.adapter.notification('c'))?.state === 'waiting');
    expect((await channel.adapter.notification('a'))?.reason).to.match(/could not take/);
    await line.up();
    await inTime(async () => (await channel.adapter.notification('c'))?.state === 'read');
    expect(channel.heard()).to.deep.equal([asTemplate, asTemplate, asTemplate]);
  });

  it('a refusal by status closes the window for the rest of the turn', async () => {
    await start(async (context) => {
      if (context.activity.type !== 'message') return;
      await context.sendActivity('one');
      await until(() => channel.events.some((event) => event.kind === 'status' && event.status.includes('RE_ENG')));
      await context.sendActivity(outsideWindow('two', resolved));
    });
    channel.emulator.fault('windowRefused', 1);
    await channel.say('Hello');
    await until(() => channel.heard().length > 0);
    expect(channel.heard()).to.deep.equal([asTemplate]);
    expect(channel.emulator.violations).to.deep.equal([]);
  });
});
