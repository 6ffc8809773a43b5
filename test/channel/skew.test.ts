import { expect } from 'chai';
import { MovableClock, template } from '../../src/index.js';
import { business, type Channel, type ChannelOptions, startChannel, thandi } from '../support/channel.js';

const minute = 60_000;
const hour = 60 * minute;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';

describe('a clock that is not the provider’s', () => {
  let channel: Channel;
  /** Our clock is ahead of the emulator's by this. */
  const start = async (aheadMs: number, options: ChannelOptions = {}) => {
    // Not a whole second.
    const clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1, 12) + 700 });
    const ours = new MovableClock(clock);
    ours.advance(aheadMs);
    channel = await startChannel({ clock, ...options, adapter: { clock: ours, ...options.adapter } });
    return ours;
  };
  afterEach(async () => {
    await channel.close();
  });

  const state = async () => (await channel.adapter.window(channel.adapter.reference(thandi))).state;
  const post = async (event: Record<string, unknown[]>): Promise<void> => {
    const body = JSON.stringify({ event });
    expect((await fetch(channel.url, { method: 'POST', body })).status).to.equal(200);
    await channel.settled();
  };
  const inbound = (messageId: string, timestamp: number) =>
    post({ moText: [{ channel: 'whatsapp', messageId, from: thandi, to: business, timestamp, content: messageId }] });

  for (const aheadMs of [5 * minute, -5 * minute, 2 * hour, -2 * hour, 0]) {
    describe(`ahead by ${aheadMs / minute} minutes`, () => {
      it('answers a person who writes after a late refusal', async () => {
        await start(aheadMs);
        channel.emulator.fault('windowRefused', 1);
        await channel.say('one');
        expect(await state()).to.equal('closed');
        channel.clock.advance(10);
        await channel.say('two');
        expect(await state()).to.equal('open');
        expect(channel.heard()).to.deep.equal(['You said: two']);
      });

      it('answers a person who writes after a refusal at submit', async () => {
        await start(aheadMs);
        await channel.say('one');
        channel.clock.advance(1000);
        channel.emulator.fault('windowRefusedAtSubmit', 1);
        await channel.say('two');
        expect(await state()).to.equal('closed');
        channel.clock.advance(10);
        await channel.say('three');
        expect(channel.heard()).to.deep.equal(['You said: one', 'You said: three']);
      });

      it('says nothing free-form after a refusal', async () => {
        await start(aheadMs);
        await channel.say('one');
        channel.clock.advance(1000);
        channel.emulator.fault('windowRefused', 1);
        await channel.say('two');
        await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved });
        await channel.settled();
        expect(channel.heard()).to.deep.equal(['You said: one', asTemplate]);
      });

      it('is not opened by a late message that was written before the refusal', async () => {
        await start(aheadMs);
        await channel.say('one');
        channel.clock.advance(minute);
        channel.emulator.fault('windowRefused', 1);
        await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved });
        await channel.settled();
        channel.clock.advance(minute);
        await inbound('late', channel.clock.now() - minute - 500);
        expect(await state()).to.equal('closed');
      });

      it('is known', async () => {
        await start(aheadMs);
        await channel.say('one');
        const told = channel.events.filter(({ kind }) => kind === 'clock');
        expect(channel.adapter.clockSkewMs).to.equal(aheadMs);
        expect(told).to.deep.equal(aheadMs === 0 ? [] : [{ kind: 'clock', aheadMs }]);
      });
    });
  }

  it('is closed by a refusal whose time comes in whole seconds', async () => {
    await start(0);
    channel.emulator.person(thandi, { on: false });
    await channel.say('one');
    const notified = await channel.adapter.notify({ to: thandi, text: 'Fixed.' });
    await channel.settled();
    const messageId = (await channel.adapter.notification(notified.id))?.messages[0]?.apiMessageId;
    const timestamp = Math.floor(channel.clock.now() / 1000) * 1000;
    await post({ messageStatusUpdate: [{ channel: 'whatsapp', messageId, statusCode: 131, timestamp }] });
    expect(await state()).to.equal('closed');
  });

  it('that is behind does not keep the window open for longer, whenever the callback came', async () => {
    await start(-5 * minute);
    await channel.say('one');
    const wrote = channel.clock.now() + minute;
    channel.clock.advance(30 * minute);
    await inbound('late', wrote);
    channel.clock.advance(wrote + 24 * hour - minute - channel.clock.now());
    expect(await state()).to.equal('closed');
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('is not the reason why callbacks come late, or come again', async () => {
    await start(0);
    await channel.say('one');
    channel.clock.advance(3 * hour);
    const longAgo = channel.clock.now() - 2 * hour;
    for (let count = 0; count < 20; count++) await inbound(`late-${count}`, longAgo + count);
    for (let count = 0; count < 20; count++) await inbound(`late-${count}`, longAgo + count);
    expect(channel.adapter.clockSkewMs).to.equal(0);
    expect(channel.events.filter(({ kind }) => kind === 'clock')).to.deep.equal([]);
  });
});
