import { expect } from 'chai';
import { type NotificationReport, template } from '../../src/index.js';
import { business, type Channel, signUp, startChannel, thandi, until } from '../support/channel.js';

const both = {
  to: thandi,
  text: 'Fixed.',
  template: template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' }),
};
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';

describe('a status', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
    await channel.say('Hello');
    // The phone is off, so that no other status comes than the test's.
    channel.emulator.person(thandi, { on: false });
  };
  afterEach(() => channel.close());

  const report = async (): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification('x')) ?? expect.fail('There is no such notification.');
  };
  /** Sends the status of the notification's first message to the adapter, as the provider would. */
  const tell = async (fields: Record<string, unknown>): Promise<void> => {
    const messageId = (await report()).messages[0]?.apiMessageId;
    const entry = { channel: 'whatsapp', messageId, timestamp: channel.clock.now(), ...fields };
    const body = JSON.stringify({ event: { messageStatusUpdate: [entry] } });
    expect((await fetch(channel.url, { method: 'POST', body })).status).to.equal(200);
    await channel.settled();
  };
  const state = async () => (await channel.adapter.window(channel.adapter.reference(thandi))).state;

  const refusals: Record<string, unknown>[] = [
    { status: 'RE_ENGAGEMENT_REQUIRED' },
    { status: 'Re-engagement required' },
    { status: 'whatsapp re engagement required' },
    { status: 'reEngagementRequired' },
    { status: 'FAILED', statusCode: 131047 },
    { status: 'failed', statusCode: '131047' },
    { status: 'DELIVERY_FAILURE', statusCode: 131047 },
    { statusCode: 131047 },
    { status: 'FAILED', statusCode: 131 },
    { status: 'failed', errors: [{ code: 131047, title: 'Re-engagement message' }] },
    { status: 'FAILED', statusCode: 23, error: { code: 131047, description: 'Message failed to send' } },
    { status: 'Outside the customer service window' },
  ];
  for (const fields of refusals) {
    it(`closes the window and sends the template once: ${JSON.stringify(fields)}`, async () => {
      await start();
      await channel.adapter.notify({ ...both, id: 'x' });
      await tell(fields);
      expect(await report()).to.include({ sentAs: 'template', conversationType: 're-engagement', state: 'sent' });
      expect(await state()).to.equal('closed');
      await tell(fields);
      channel.emulator.person(thandi, { on: true });
      await channel.settled();
      expect(channel.heard().slice(-1)).to.deep.equal([asTemplate]);
      expect(channel.heard().filter((text) => text === asTemplate)).to.have.length(1);
    });
  }

  const words: [string, NotificationReport['state']][] = [
    ['SENT', 'sent'],
    ['DELIVERED', 'delivered'],
    ['Delivered', 'delivered'],
    ['READ', 'read'],
    ['Read', 'read'],
    ['FAILED', 'failed'],
    ['Undeliverable', 'failed'],
    ['recipient does not exist', 'failed'],
    ['a word of another language', 'sent'],
  ];
  for (const [status, expected] of words) {
    it(`in words, without a number: ${status} is ${expected}`, async () => {
      await start();
      await channel.adapter.notify({ ...both, id: 'x' });
      await tell({ status });
      expect(await report()).to.include({ state: expected, sentAs: 'text' });
      expect(await state()).to.equal('open');
    });
  }

  for (const status of ['VOLUME_LIMIT', 'EXPIRED', 'WHATSAPP_RE_ENGAGEMENT_REQUIRED']) {
    it(`of an earlier try, whose answer was lost, says nothing of the one that was taken: ${status}`, async () => {
      await start();
      channel.emulator.fault('namelessStatus', 1);
      channel.emulator.fault('resetAfterAccept', 1);
      await channel.adapter.notify({ ...both, id: 'x' });
      await report();
      await tell({ messageId: 'of-the-lost-one', clientMessageId: 'n-x-1', status });
      channel.clock.advance(60_000);
      expect(await report()).to.include({ state: 'sent', sentAs: 'text' });
      channel.emulator.person(thandi, { on: true });
      await channel.settled();
      expect(channel.heard().slice(1)).to.deep.equal([both.text, both.text]);
    });
  }

  it('of the account, for a template in the place of a refused text, lets it wait until it is given up', async () => {
    await start({ adapter: { keepTryingMs: 10 * 60_000 } });
    await channel.adapter.notify({ ...both, id: 'x' });
    await tell({ status: 'RE_ENGAGEMENT_REQUIRED' });
    channel.emulator.fault('noBalance', 1000);
    const messageId = (await report()).messages.find(({ clientMessageId }) =>
      clientMessageId.endsWith('.t'),
    )?.apiMessageId;
    await tell({ messageId, status: 'VOLUME_LIMIT' });
    expect(await report()).to.include({ state: 'waiting' });
    for (let minutes = 0; minutes < 12; minutes += 1) {
      channel.clock.advance(60_000);
      await channel.settled();
    }
    expect(await channel.adapter.deadLetters()).to.have.length(1);
    expect(await report()).to.include({ state: 'failed' });
  });

  it('in two spellings is one status for who asked for them', async () => {
    await start();
    const told: unknown[] = [];
    channel.adapter.onStatus(async ({ activity }) => void told.push(activity.value.status));
    await channel.adapter.notify({ ...both, id: 'x' });
    await tell({ status: 'DEVICE_ACK' });
    await tell({ status: 'Device ack' });
    expect(told).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK']);
  });

  it('that names only the provider’s id and comes before the answer is told once, and acted on', async () => {
    const told: unknown[] = [];
    await start();
    channel.adapter.onStatus(async ({ activity }) => void told.push([activity.value.status, activity.conversation.id]));
    channel.emulator.fault('windowRefused', 1);
    channel.emulator.fault('statusFirst', 1);
    channel.emulator.fault('namelessStatus', 1);
    await channel.adapter.notify({ ...both, id: 'x' });
    expect(await report()).to.include({ sentAs: 'template', state: 'sent' });
    expect(told).to.deep.equal([
      ['WHATSAPP_RE_ENGAGEMENT_REQUIRED', `${business}:${thandi}`],
      ['SENT_TO_SUPPLIER', `${business}:${thandi}`],
    ]);
  });

  it('that names only the provider’s id finds its part by an earlier one that named both, if the answer was lost', async () => {
    await start({ client: { timeoutMs: 50 } });
    channel.emulator.fault('timeoutAfterAccept', 1);
    await channel.adapter.notify({ ...both, id: 'x' });
    expect(await report()).to.include({ state: 'sent', sentAs: 'text' });
    await tell({ status: 'DEVICE_ACK' });
    expect(await report()).to.include({ state: 'delivered' });
  });

  it('that names only the provider’s id and came first is told once a later one names both', async () => {
    const told: unknown[] = [];
    await start({ client: { timeoutMs: 50 } });
    channel.adapter.onStatus(async ({ activity }) => void told.push(activity.value.status));
    channel.emulator.person(thandi, { on: true, reads: false });
    channel.emulator.fault('timeoutAfterAccept', 1);
    channel.emulator.fault('namelessStatus', 1);
    await channel.adapter.notify({ ...both, id: 'x' });
    expect(await report()).to.include({ state: 'delivered', sentAs: 'text' });
    expect(told).to.have.members(['SENT_TO_SUPPLIER', 'DEVICE_ACK']);
  });

  describe('that finds the window closed, of a notification without a template', () => {
    const error = { code: 131, description: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' };
    const noTemplate = 'The provider found the window closed, and there is no template for the message.';
    const plain = { to: thandi, text: 'Fixed.', id: 'x' };

    it('says so in its report', async () => {
      await start();
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify(plain);
      const { messages, decisions, ...rest } = await report();
      expect(rest).to.deep.equal({
        id: 'x',
        state: 'failed',
        sentAs: 'text',
        conversationType: 're-engagement',
        reason: noTemplate,
        error,
      });
      expect(decisions.map(({ kind, reason }) => [kind, reason])).to.deep.equal([
        ['free-form', 'The person wrote less than 24 hours ago.'],
        ['refuse', noTemplate],
      ]);
      expect(messages.map(({ state }) => state)).to.deep.equal(['failed']);
    });

    it('says so with the topic that the person signed up for', async () => {
      await start();
      channel.emulator.fault('windowRefused', 1);
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.adapter.notify({ ...plain, topic: 'tickets' });
      expect(await report()).to.deep.include({ conversationType: 'business-initiated', reason: noTemplate, error });
    });

    it('says why a template that it has may not leave', async () => {
      await start();
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify({ ...both, id: 'x', whenClosed: 'refuse' });
      expect(await report()).to.deep.include({
        state: 'failed',
        conversationType: 're-engagement',
        reason: 'The provider found the window closed, and the message may not go out as a template.',
        error,
      });
    });

    it('says so of a follow-up', async () => {
      await start();
      const { id } = await channel.adapter.schedule({ key: 'T-42', in: 60_000, to: thandi, text: 'Fixed.' });
      channel.emulator.fault('windowRefused', 1);
      channel.clock.advance(60_000);
      await until(async () => (await channel.adapter.notification(id))?.state === 'failed');
      expect(await channel.adapter.notification(id)).to.deep.include({
        conversationType: 're-engagement',
        reason: noTemplate,
        error,
      });
    });

    it('says so of a part of a long message, whatever became of the others', async () => {
      await start();
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify({ ...plain, text: `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}` });
      // The second part is stopped if the refusal comes before it leaves.
      const { reason, ...rest } = await report();
      expect(rest).to.deep.include({ conversationType: 're-engagement', error });
      expect(reason).to.match(/window( is)? closed, and there is no template for the message\./);
    });

    it('does not say so of another failure', async () => {
      await start();
      await channel.adapter.notify(plain);
      await tell({ status: 'EXPIRED', statusCode: 20 });
      expect(await report()).to.deep.include({
        state: 'failed',
        conversationType: 'customer-initiated',
        reason: 'The person wrote less than 24 hours ago.',
        error: { code: 20, description: 'EXPIRED' },
      });
    });
  });
});
