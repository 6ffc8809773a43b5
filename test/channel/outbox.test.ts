import { expect } from 'chai';
import {
  createEmulator,
  MovableClock,
  type NotificationReport,
  openStore,
  outsideWindow,
  template,
} from '../../src/index.js';
import { startProvider } from '../clickatell/provider.js';
import { type Channel, echo, noon, startChannel, thandi } from '../support/channel.js';
import { eventually } from '../support/eventually.js';
import { withFolder } from '../support/folder.js';
import { type Line, lineTo } from '../support/line.js';

const minute = 60_000;
const hour = 60 * minute;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
const long = `${'a'.repeat(4000)}\n${'b'.repeat(4000)}`;
const quick = { retry: { retries: 1, minDelayMs: 1, maxDelayMs: 2 } };

describe('What the provider certainly did not take', () => {
  let channel: Channel;
  const start = async ({ client, ...options }: Parameters<typeof startChannel>[0] = {}, provider?: string) => {
    const clock = options.clock ?? new MovableClock({ now: () => noon });
    const emulator = options.emulator ?? (await createEmulator({ clock }));
    line = await lineTo(provider ?? emulator.url);
    channel = await startChannel({ ...options, emulator, clock, client: { ...quick, ...client, baseUrl: line.url } });
  };
  const report = async (id: string): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  /** Lets the clock run, step by step, until the check holds. */
  const inTime = async (check: () => unknown, steps = 20): Promise<void> => {
    for (let step = 1; ; step += 1) {
      channel.clock.advance(minute);
      await channel.settled();
      try {
        await check();
        return;
      } catch (error) {
        if (step === steps) throw error;
      }
    }
  };
  let line: Line;
  afterEach(async () => {
    await channel.close();
    await line.down();
    await channel.emulator.close();
  });

  it('waits while the provider refuses connections, and leaves when it is there again', async () => {
    await start();
    await line.down();
    for (const id of ['n', 'm']) await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id });
    for (const id of ['n', 'm']) expect(await report(id)).to.include({ state: 'waiting', sentAs: null });
    await line.up();
    await inTime(async () => expect((await report('m')).state).to.equal('read'));
    expect(channel.heard()).to.deep.equal([asTemplate, asTemplate]);
  });

  for (const [fault, reason] of [
    ['error500', 'could not take'],
    ['noBalance', 'balance'],
    ['addressNotApproved', 'IP address'],
    ['rateLimit', 'Rate limit'],
  ] as const) {
    it(`waits, with its reason, and leaves when the provider is well again: ${fault}`, async () => {
      await start();
      channel.emulator.fault(fault, 1000);
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id: 'n' });
      const waiting = await report('n');
      expect(waiting).to.include({ state: 'waiting', sentAs: null });
      expect(waiting.reason).to.include(reason);
      channel.emulator.fault(fault, 0);
      await inTime(async () => expect(await report('n')).to.include({ state: 'read', sentAs: 'template' }));
      expect(channel.heard()).to.deep.equal([asTemplate]);
      expect(channel.adapter.paused).to.deep.equal([]);
    });
  }

  it('is tried in another turn if one takes too long, each message once', async () => {
    await start({ client: { timeoutMs: 800 }, adapter: { lanes: { turnLimitMs: 400 } } });
    await line.down();
    for (const id of ['n', 'm']) await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id });
    for (const id of ['n', 'm']) expect(await report(id)).to.include({ state: 'waiting' });
    await line.up();
    channel.emulator.fault('timeoutAfterAccept', 1);
    await inTime(() => expect(channel.heard()).to.have.length(1));
    await eventually(() => expect(channel.events.some(({ kind }) => kind === 'overdue')).to.equal(true));
    // What the turn waits for ends some time after the turn.
    await eventually(async () => {
      channel.clock.advance(minute);
      expect(await report('m')).to.include({ state: 'read' });
    });
    expect(await report('n')).to.include({ state: 'read' });
    expect(channel.heard()).to.deep.equal([asTemplate, asTemplate]);
  });

  for (const fault of ['noBalanceLater', 'rateLimitLater'] as const) {
    it(`waits, too, if a status says it: ${fault}`, async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault(fault, 2);
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', id: 'n' });
      expect(await report('n')).to.include({ state: 'waiting' });
      await inTime(async () => expect(await report('n')).to.include({ state: 'read', sentAs: 'text' }));
      expect(channel.heard().slice(1)).to.deep.equal(['Fixed.']);
    });
  }

  for (const fault of ['noBalanceLater', 'rateLimitLater'] as const) {
    it(`waits, too, if a status says it of a message whose answer was lost: ${fault}`, async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('resetAfterAccept', 1);
      channel.emulator.fault(fault, 1);
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', id: 'n' });
      expect(await report('n')).to.include({ state: 'waiting' });
      await inTime(async () => expect(await report('n')).to.include({ state: 'read', sentAs: 'text' }));
      expect(channel.heard().slice(1)).to.deep.equal(['Fixed.']);
    });
  }

  it('is told as what it is, a template whose answer a proxy has lost', async () => {
    const proxy = await startProvider(() => ({ status: 503, body: 'no JSON' }));
    await start({ adapter: { unknownWaitMs: 10 } }, proxy.url);
    try {
      await channel.adapter.notify({ to: thandi, template: resolved, id: 'n' });
      const { state, sentAs, reason } = await report('n');
      expect({ state, sentAs }).to.deep.equal({ state: 'accepted', sentAs: 'template' });
      // It does not say that the provider found the window closed, which is so of a text alone.
      expect(reason).to.equal('It is not known whether Clickatell accepted the message: HTTP 503');
      expect(channel.adapter.paused).to.have.length(1);
    } finally {
      await proxy.close();
    }
  });

  it('does not hold up the turn, and leaves in order, before anything newer', async () => {
    const said: string[] = [];
    await start({
      async logic(context) {
        if (context.activity.type !== 'message') return;
        for (const word of ['one', 'two']) {
          await context.sendActivity(`${context.activity.text} ${word}`);
          said.push(word);
        }
      },
    });
    await line.down();
    await channel.say('A');
    await channel.say('B');
    expect(said).to.deep.equal(['one', 'two', 'one', 'two']);
    expect(channel.heard()).to.deep.equal([]);
    await line.up();
    channel.clock.advance(minute);
    await channel.say('C');
    expect(channel.heard()).to.deep.equal(['A one', 'A two', 'B one', 'B two', 'C one', 'C two']);
  });

  it('is judged by the window as it is when it leaves', async () => {
    await start({ logic: async () => {} });
    await channel.say('Hello');
    channel.clock.advance(2 * hour);
    await line.down();
    await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id: 'n' });
    expect(await report('n')).to.include({ state: 'waiting' });
    channel.clock.advance(22 * hour);
    await channel.settled();
    await line.up();
    await inTime(async () => expect((await report('n')).state).to.equal('read'));
    expect(channel.heard()).to.deep.equal([asTemplate]);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('sends one message now and then while the account is refused, and other numbers go on', async () => {
    await start();
    channel.emulator.fault('noBalance', 1000);
    for (let index = 0; index < 50; index += 1) {
      await channel.adapter.notify({ to: `2782000${1000 + index}`, template: resolved, id: `n-${index}` });
    }
    await channel.settled();
    const before = channel.emulator.requests.messages;
    expect(before).to.be.below(50);
    expect(channel.adapter.paused.map(({ reason }) => reason).join()).to.include('balance');
    expect(channel.events.filter(({ kind }) => kind === 'paused')).to.have.length(1);
    for (let step = 0; step < 10; step += 1) {
      channel.clock.advance(minute);
      await channel.settled();
    }
    expect(channel.emulator.requests.messages - before).to.be.within(5, 25);
    channel.emulator.fault('noBalance', 0);
    await inTime(async () => {
      for (let index = 0; index < 50; index += 1) expect((await report(`n-${index}`)).state).to.equal('read');
    });
    expect(channel.events.filter(({ kind }) => kind === 'resumed')).to.have.length(1);
  });

  it('becomes a dead letter after its time, and leaves if it is repeated', async () => {
    await start({ adapter: { keepTryingMs: 10 * minute } });
    await line.down();
    await channel.adapter.notify({ to: thandi, template: resolved, id: 'n' });
    await inTime(async () => expect(await channel.adapter.deadLetters()).to.have.length(1));
    const given = await report('n');
    expect(given).to.include({ state: 'failed' });
    expect(given.reason).to.include('could not take');
    const [letter] = await channel.adapter.deadLetters();
    expect(letter?.error).to.equal('GivenUpError');
    await line.up();
    expect(await channel.adapter.repeat(letter?.item.id ?? '')).to.equal(true);
    await inTime(async () => expect((await report('n')).state).to.equal('read'));
    expect(channel.heard()).to.deep.equal([asTemplate]);
    expect(await channel.adapter.deadLetters()).to.deep.equal([]);
  });

  it('survives a restart', () =>
    withFolder(async (folder) => {
      const store = await openStore(`lmdb:${folder}`);
      await start({ store });
      await line.down();
      await channel.say('Hello');
      await channel.adapter.stop();
      await store.close();
      const { emulator, clock } = channel;
      const again = await openStore(`lmdb:${folder}`);
      await start({ store: again, emulator, clock });
      await inTime(() => expect(channel.heard()).to.deep.equal(['You said: Hello']));
      await channel.adapter.stop();
      await again.close();
    }));

  it('does not stop the parts that have left from counting: what waits of a message leaves alone', async () => {
    await start({
      async logic(context) {
        if (context.activity.type === 'message') await context.sendActivity(long);
      },
      client: {
        ...quick,
        observe: (event) => {
          if (event.kind === 'request' && event.status === 202) void line.down();
        },
      },
    });
    await channel.say('Hello');
    expect(channel.heard().map((text) => text[0])).to.deep.equal(['a']);
    await line.up();
    await inTime(() => expect(channel.heard().map((text) => text[0])).to.deep.equal(['a', 'b']));
  });

  for (const [then, goOn] of [
    ['in a closed window', async () => {}],
    ['once the person writes again', () => channel.say('Are you there?')],
  ] as const) {
    it(`does not leave ${then}, if the template has left for the rest of its message`, async () => {
      let isFirst = true;
      await start({
        async logic(context) {
          if (context.activity.text === 'Hello') await context.sendActivity(outsideWindow(long, resolved));
        },
        client: {
          ...quick,
          observe: (event) => {
            if (event.kind !== 'request' || !isFirst) return;
            isFirst = false;
            channel.clock.advance(24 * hour);
          },
        },
      });
      // The first part is accepted, and fails once the window has closed before the second.
      channel.emulator.fault('noBalanceLater', 1);
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal([asTemplate]);
      await goOn();
      for (let minutes = 0; minutes < 5; minutes += 1) {
        channel.clock.advance(minute);
        await channel.settled();
      }
      expect(channel.heard()).to.deep.equal([asTemplate]);
      expect(await channel.adapter.deadLetters()).to.deep.equal([]);
    });
  }

  it('leaves as it is if its text was refused and the person has written since, and they are answered all the same', async () => {
    await start({
      logic: echo,
      adapter: {
        observe: (event) => {
          // The template in its place is not taken.
          if (event.kind === 'status' && event.status.includes('RE_ENG')) channel.emulator.fault('noBalance', 1000);
        },
      },
    });
    await channel.say('Hello');
    channel.emulator.fault('windowRefused', 1);
    await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id: 'n' });
    expect(await report('n')).to.include({ state: 'waiting' });
    channel.emulator.fault('noBalance', 0);
    // Before it is tried again.
    channel.clock.advance(1000);
    await channel.say('Are you there?');
    expect(channel.heard().slice(1)).to.deep.equal(['Fixed.', 'You said: Are you there?']);
    expect((await report('n')).state).to.equal('read');
  });

  it('leaves as the rest of its text, if the person writes before the template for that is taken', async () => {
    let isFirst = true;
    await start({
      async logic(context) {
        if (context.activity.text !== 'Hello') await echo(context);
      },
      client: {
        ...quick,
        observe: (event) => {
          if (event.kind !== 'request' || !isFirst) return;
          isFirst = false;
          channel.clock.advance(24 * hour);
          channel.emulator.fault('noBalance', 1000);
        },
      },
    });
    await channel.emulator.say({ from: thandi, text: 'Hello' });
    await channel.adapter.notify({ to: thandi, text: long, template: resolved, id: 'n' });
    expect(await report('n')).to.include({ state: 'waiting' });
    channel.emulator.fault('noBalance', 0);
    channel.clock.advance(1000);
    await channel.say('Are you there?');
    expect(channel.heard().map((text) => text[0])).to.deep.equal(['a', 'b', 'Y']);
    expect(await report('n')).to.include({ state: 'read', sentAs: 'text' });
    expect(await channel.adapter.deadLetters()).to.deep.equal([]);
  });

  it('is refused with its reason, and kept as a dead letter, if it can leave in no form any more', async () => {
    await start({ logic: echo });
    await line.down();
    await channel.say('Hello');
    channel.clock.advance(25 * hour);
    await channel.settled();
    await line.up();
    await inTime(async () => expect(await channel.adapter.deadLetters()).to.have.length(1));
    expect(channel.heard()).to.deep.equal([]);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('leaves as its template, if the person is not there any more', async () => {
    await start({
      async logic(context) {
        if (context.activity.type === 'message') await context.sendActivity(outsideWindow('Fixed.', resolved));
      },
    });
    channel.emulator.fault('error503', 100_000);
    await channel.say('Hello');
    await eventually(() => expect(channel.events.some(({ kind }) => kind === 'paused')).to.equal(true));
    channel.clock.advance(23.9 * hour);
    await channel.settled();
    channel.emulator.fault('error503', 0);
    await inTime(() => expect(channel.heard()).to.have.length(1));
    expect(channel.emulator.violations).to.deep.equal([]);
  });
});
