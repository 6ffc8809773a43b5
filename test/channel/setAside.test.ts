import { expect } from 'chai';
import { DamagedValueError, TurnCrashedError } from '../../src/core/errors.js';
import {
  type ChannelEvent,
  ClickatellAdapter,
  ClickatellClient,
  MovableClock,
  type NotificationReport,
  openStore,
  type Store,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { gate } from '../lanes/contract.js';
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const hour = 60 * 60 * 1000;
const mostCrashes = 3;
const crashed = new TurnCrashedError(mostCrashes).message;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
const both = { to: thandi, text: 'Fixed.', template: resolved };
const twoParts = { to: thandi, text: `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}`, id: 'n' };

describe('A notification whose item is set aside', () => {
  let channel: Channel;
  let closing: (() => Promise<void>)[];
  const start = async (options: Parameters<typeof startChannel>[0] = {}) => {
    channel = await startChannel(options);
  };
  const report = async (id: string): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  const letters = async () => (await channel.adapter.deadLetters()).map(({ item, error }) => ({ id: item.id, error }));
  const repeat = async () => {
    for (const { id } of await letters()) expect(await channel.adapter.repeat(id)).to.equal(true);
  };

  /** What processes leave that die each time they run it: the items that `prepare` has asked for. */
  async function startAfterCrashes(
    prepare: (adapter: ClickatellAdapter, clock: MovableClock) => Promise<unknown>,
  ): Promise<void> {
    const url = `lmdb:${await temporaryFolder()}`;
    const clock = new MovableClock({ now: () => noon });
    const before = await openStore(url);
    // It takes nothing.
    const baseUrl = 'http://127.0.0.1:1';
    const client = new ClickatellClient({ apiKey: 'unused', number: business, baseUrl, retry: { retries: 0 } });
    const templates = TemplateCatalog.parse(catalogue);
    // Not started, unless `prepare` does: it accepts, and sends nothing.
    const earlier = new ClickatellAdapter({ client, store: before, templates, clock, webhookSecret: 'none' });
    await prepare(earlier, clock);
    await earlier.stop();
    await markCrashes(before, clock);
    await client.close();
    await before.close();
    const store = await openStore(url);
    closing.push(() => store.close());
    await start({ store, clock, adapter: { lanes: { attempts: 2, retryDelayMs: 1 } } });
  }

  async function markCrashes({ engine }: Store, clock: MovableClock): Promise<void> {
    if (engine.shared) throw new Error('Others may share the store.');
    const mailbox = engine.mailbox(clock);
    await mailbox.takeDue(10);
    for (const { sequence } of await mailbox.page(0, 10)) await mailbox.begun(sequence, mostCrashes);
  }

  beforeEach(() => {
    closing = [];
  });
  afterEach(async () => {
    await channel.close();
    for (const close of closing) await close();
  });
  after(removeFolders);

  describe('because its process died each time', () => {
    const notified = (adapter: ClickatellAdapter) => adapter.notify({ ...both, id: 'n' });

    it('has failed, until the dead letter is repeated', async () => {
      await startAfterCrashes(notified);
      expect(await report('n')).to.deep.equal({
        id: 'n',
        state: 'failed',
        sentAs: null,
        conversationType: null,
        reason: crashed,
        messages: [],
        error: { description: crashed },
        decisions: [],
      });
      expect(channel.heard()).to.deep.equal([]);
      expect((await letters()).map(({ error }) => error)).to.deep.equal(['TurnCrashedError']);
      await repeat();
      const sent = await report('n');
      expect(sent).to.include({ state: 'read', sentAs: 'template' }).and.not.to.have.property('error');
      expect(sent.reason).not.to.equal(crashed);
      expect(channel.heard()).to.deep.equal([asTemplate]);
      expect(await letters()).to.deep.equal([]);
    });

    it('has failed, too, if it is a follow-up that no process came to store', async () => {
      await startAfterCrashes(async (adapter, clock) => {
        await adapter.schedule({ ...both, id: 'n', key: 'k', in: hour });
        clock.advance(hour);
      });
      expect(await report('n')).to.include({ state: 'failed', reason: crashed });
      await repeat();
      expect(await report('n')).to.include({ state: 'read', sentAs: 'template' });
      expect(channel.heard()).to.deep.equal([asTemplate]);
    });

    it('is sent once if it is asked for again, and its dead letter is repeated afterwards', async () => {
      await startAfterCrashes(notified);
      await report('n');
      await channel.adapter.notify({ ...both, id: 'n' });
      expect(await report('n'))
        .to.include({ state: 'read' })
        .and.not.to.have.property('error');
      await repeat();
      expect(await report('n')).to.include({ state: 'read' });
      expect(channel.heard()).to.deep.equal([asTemplate]);
      expect(channel.emulator.requests.messages).to.equal(1);
      expect(await letters()).to.deep.equal([]);
    });

    for (const isFirst of [true, false]) {
      it(`is sent once if its dead letter waits ${isFirst ? 'before' : 'behind'} what was asked for again`, async () => {
        await startAfterCrashes(notified);
        await report('n');
        const { opened, open } = gate();
        channel.adapter.use(async ({ activity: { type } }, next) => {
          if (type === 'message') await opened;
          await next();
        });
        await channel.emulator.say({ from: thandi, text: 'Hello' });
        if (isFirst) await repeat();
        await channel.adapter.notify({ ...both, id: 'n' });
        if (!isFirst) await repeat();
        open();
        expect(await report('n'))
          .to.include({ state: 'read', sentAs: 'text' })
          .and.not.to.have.property('error');
        expect(channel.heard()).to.deep.equal(['You said: Hello', 'Fixed.']);
      });
    }

    it('has failed again if its next attempt is set aside, and the dead letter of that sends it', async () => {
      await startAfterCrashes(notified);
      await report('n');
      let isDamaged = true;
      channel.adapter.use(async (_, next) => {
        if (isDamaged) throw new DamagedValueError('The state is damaged.');
        await next();
      });
      const [old] = await letters();
      await channel.adapter.notify({ ...both, id: 'n' });
      expect(await report('n')).to.include({ state: 'failed', reason: 'The state is damaged.' });
      isDamaged = false;
      await channel.adapter.repeat(old?.id ?? '');
      expect(await report('n')).to.include({ state: 'failed', reason: 'The state is damaged.' });
      await repeat();
      expect(await report('n')).to.include({ state: 'read' });
      expect(channel.heard()).to.deep.equal([asTemplate]);
    });
  });

  describe('because its process died each time when it was tried again', () => {
    it('has failed, and what waited behind it leaves', async () => {
      await startAfterCrashes(async (adapter, clock) => {
        await adapter.start(async () => {});
        for (const id of ['n', 'm']) await adapter.notify({ to: thandi, template: resolved, id });
        await until(async () => (await adapter.notification('m'))?.state === 'waiting');
        await adapter.stop();
        clock.advance(hour);
      });
      await until(async () => (await report('m')).state === 'read');
      const failed = await report('n');
      expect(failed).to.deep.include({ state: 'failed', reason: crashed, error: { description: crashed } });
      expect(channel.heard()).to.deep.equal([asTemplate]);
      const [outbox, unsent] = await letters();
      expect([outbox?.error, unsent?.error]).to.deep.equal(['TurnCrashedError', 'GivenUpError']);
      expect(await channel.adapter.repeat(unsent?.id ?? '')).to.equal(true);
      await until(async () => (await report('n')).state === 'read');
      expect(channel.heard()).to.deep.equal([asTemplate, asTemplate]);
    });
  });

  describe('because the store is damaged', () => {
    it('has failed, and says so, until the dead letter is repeated', async () => {
      await start({ adapter: { lanes: { attempts: 2, retryDelayMs: 1 } } });
      let isDamaged = true;
      channel.adapter.use(async (_, next) => {
        if (isDamaged) throw new DamagedValueError('The state is damaged.');
        await next();
      });
      await channel.adapter.notify({ ...both, id: 'n' });
      expect(await report('n')).to.include({ state: 'failed', reason: 'The state is damaged.' });
      await repeat();
      expect(await report('n')).to.include({ state: 'failed', reason: 'The state is damaged.' });
      isDamaged = false;
      await repeat();
      expect(await report('n')).to.include({ state: 'read' });
      expect(channel.heard()).to.deep.equal([asTemplate]);
    });
  });

  describe('when a part of it may have left', () => {
    /** Calls back when the first part of the notification is accepted, before the second part leaves. */
    const afterTheFirst = async (tell: () => void, options: Parameters<typeof startChannel>[0] = {}) => {
      let isArmed = false;
      const observe = (event: ChannelEvent) => {
        if (!isArmed || event.kind !== 'send' || event.outcome !== 'accepted') return;
        isArmed = false;
        tell();
      };
      await start({ ...options, adapter: { observe, ...options.adapter } });
      await channel.say('Hello');
      channel.emulator.person(thandi, { on: false });
      isArmed = true;
      await channel.adapter.notify(twoParts);
    };
    const states = ({ messages }: NotificationReport) => messages.map(({ state }) => state);

    it('has failed while not all of its parts are known to have left, and not once they are', async () => {
      await afterTheFirst(
        () => {
          // The provider takes the second part, and nobody hears of it in time: no answer, no status.
          channel.emulator.fault('timeoutAfterAccept', 1);
          channel.emulator.integrate({ number: business });
        },
        { client: { timeoutMs: 800 }, adapter: { lanes: { turnLimitMs: 400 } } },
      );
      await until(async () => (await letters()).length === 1);
      const failed = await channel.adapter.notification('n');
      expect(failed?.state).to.equal('failed');
      expect(failed?.reason).to.match(/took longer than 400 ms/);
      expect(failed?.messages.map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['n-n-1', 'n-n-1.1']);
      const templates = TemplateCatalog.parse(catalogue);
      channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      channel.emulator.person(thandi, { on: true });
      await until(async () => (await report('n')).state === 'read');
      const read = await report('n');
      expect(states(read)).to.deep.equal(['read', 'read']);
      expect(read).to.include({ sentAs: 'text' }).and.not.to.have.property('error');
      expect(read.reason).to.equal('It was given up, and statuses told afterwards that it had left.');
    });

    it('has failed if the provider refuses a later part, though the first has left', async () => {
      await afterTheFirst(() => channel.emulator.fault('optedOut', 1));
      const failed = await report('n');
      expect(failed.state).to.equal('failed');
      expect(states(failed)).to.deep.equal(['sent', 'failed']);
      expect(failed.error?.code).to.equal(26);
    });
  });
});
