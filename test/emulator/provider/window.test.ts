import { expect } from 'chai';
import { business, closeAll, person, records, setting, start, statusNames } from '../support.js';

const day = 24 * 60 * 60 * 1000;

describe('the provider: the customer service window', () => {
  afterEach(closeAll);

  it('is open until 24 hours after the last message, to the millisecond', async () => {
    const { emulator, clock, send, bot } = await setting();
    await emulator.say({ from: person, text: 'Hi' });

    clock.advance(day - 1);
    await send({ content: 'in time' });
    await emulator.settled();
    expect(statusNames(bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ']);
    expect(emulator.violations).to.deep.equal([]);

    clock.advance(1);
    const late = await send({ content: 'too late', clientMessageId: 'late' });
    expect(late.status).to.equal(202);
    await emulator.settled();
    const id = records(late.json.messages)[0]?.apiMessageId;
    expect(statusNames(bot, id)).to.deep.equal(['WHATSAPP_RE_ENGAGEMENT_REQUIRED']);
    expect(bot.received.at(-1)?.entry).to.include({ statusCode: 131, clientMessageId: 'late' });
    expect(emulator.violations).to.deep.equal([
      { at: start + day, business, person, lastSaid: start, text: 'too late', clientMessageId: 'late' },
    ]);

    const phone = emulator.chat(person);
    expect(phone.messages.map(({ text }) => text)).to.deep.equal(['Hi', 'in time']);
    expect(phone.undelivered).to.have.length(1);
    expect(phone.undelivered[0]).to.deep.include({
      text: 'too late',
      error: { code: 131, status: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' },
    });
  });

  it('never opened for a person who never wrote, nor for another number', async () => {
    const { emulator, post, bot } = await setting();
    const other = emulator.integrate({ number: '27110000002', callbackUrl: bot.url });
    await emulator.say({ from: person, text: 'Hi' });
    const message = { channel: 'whatsapp', to: person, content: 'x' };
    await post('/v1/message', { messages: [message] }, { authorization: other.apiKey });
    await post('/v1/message', { messages: [{ ...message, to: '27820000002' }] });
    await emulator.settled();
    expect(statusNames(bot)).to.deep.equal(['WHATSAPP_RE_ENGAGEMENT_REQUIRED', 'WHATSAPP_RE_ENGAGEMENT_REQUIRED']);
    expect(emulator.violations.map(({ business, person, lastSaid }) => [business, person, lastSaid])).to.deep.equal([
      ['27110000002', person, undefined],
      [business, '27820000002', undefined],
    ]);
  });

  it('shows in the chat, for each number', async () => {
    const { emulator, clock } = await setting();
    emulator.integrate({ number: '27110000002' });
    const closed = new Date(start + day).toISOString();
    await emulator.say({ from: person, text: 'Hi' });
    const unknown = { to: '27110000002', state: 'unknown', closesAt: null };
    expect(emulator.chat(person).windows).to.deep.equal([{ to: business, state: 'open', closesAt: closed }, unknown]);
    clock.advance(day);
    expect(emulator.chat(person).windows).to.deep.equal([{ to: business, state: 'closed', closesAt: closed }, unknown]);
  });

  it('is no matter for a template, and not opened by one', async () => {
    const { emulator, send, bot } = await setting();
    const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };
    await send({ template });
    await emulator.settled();
    expect(statusNames(bot)).to.include('READ');
    expect(emulator.chat(person).windows[0]?.state).to.equal('unknown');
    expect(emulator.violations).to.deep.equal([]);
  });

  it('is witnessed also where the request fails as a whole', async () => {
    const { emulator, send } = await setting();
    emulator.fault('error503');
    expect((await send({ content: 'x' })).status).to.equal(503);
    expect(emulator.violations).to.have.length(1);
  });
});
