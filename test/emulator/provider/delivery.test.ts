import { expect } from 'chai';
import { closeAll, person, records, type Setting, setting, start, statusNames } from '../support.js';

describe('the provider: statuses', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
    await here.emulator.say({ from: person, text: 'Hi' });
  });
  afterEach(closeAll);

  it('come as callbacks: sent, on the phone, read', async () => {
    const { emulator, integration, bot, send } = here;
    const { json } = await send({ content: 'x', clientMessageId: 'a' });
    const messageId = records(json.messages)[0]?.apiMessageId;
    await emulator.settled();
    expect(bot.received.slice(1).map(({ body }) => body)).to.deep.equal(
      [
        { statusCode: 4, status: 'SENT_TO_SUPPLIER' },
        { statusCode: 5, status: 'DEVICE_ACK' },
        { statusCode: 6, status: 'READ' },
      ].map((status) => ({
        integrationId: integration.integrationId,
        integrationName: integration.name,
        event: {
          messageStatusUpdate: [{ channel: 'whatsapp', timestamp: start, ...status, messageId, clientMessageId: 'a' }],
        },
      })),
    );
    expect(emulator.chat(person).messages.at(-1)).to.include({ status: 'read', ticks: '✓✓ read' });
  });

  it('end at the phone where the person does not read, until they do', async () => {
    const { emulator, bot, send } = here;
    emulator.person(person, { reads: false });
    await send({ content: 'x' });
    await emulator.settled();
    expect(statusNames(bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK']);
    expect(emulator.chat(person).messages.at(-1)?.ticks).to.equal('✓✓');
    emulator.person(person, { reads: true });
    await emulator.settled();
    expect(statusNames(bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ']);
  });

  it('wait for a phone that is off, and follow in order when it is on', async () => {
    const { emulator, bot, send } = here;
    emulator.person(person, { on: false });
    await send({ content: 'one', clientMessageId: '1' });
    await send({ content: 'two', clientMessageId: '2' });
    await emulator.settled();
    expect(statusNames(bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'SENT_TO_SUPPLIER']);
    expect(
      emulator
        .chat(person)
        .messages.slice(1)
        .map(({ ticks }) => ticks),
    ).to.deep.equal(['✓', '✓']);
    emulator.person(person, { on: true });
    await emulator.settled();
    expect(bot.received.slice(3).map(({ entry }) => [entry.clientMessageId, entry.status])).to.deep.equal([
      ['1', 'DEVICE_ACK'],
      ['1', 'READ'],
      ['2', 'DEVICE_ACK'],
      ['2', 'READ'],
    ]);
  });

  it('are reported once, however often a phone is turned on', async () => {
    const { emulator, bot, send } = here;
    await send({ content: 'x' });
    await emulator.settled();
    emulator.person(person, { on: true });
    emulator.person(person, { on: true });
    await emulator.settled();
    expect(statusNames(bot)).to.have.length(3);
  });
});
