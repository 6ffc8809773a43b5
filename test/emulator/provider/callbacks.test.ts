import { expect } from 'chai';
import { EventLog } from '../../../src/emulator/control/events.js';
import { Callbacks } from '../../../src/emulator/provider/callbacks.js';
import { Faults } from '../../../src/emulator/provider/faults.js';
import { business, closeAll, person, receiver, setting, start, until } from '../support.js';

describe('callbacks', () => {
  afterEach(closeAll);

  it('bring a text in the form that Clickatell documents', async () => {
    const { emulator, integration, bot } = await setting();
    const { messageId, callback } = await emulator.say({ from: person, text: 'Hi', name: 'Thandi' });
    expect(callback).to.equal(200);
    expect(bot.received[0]?.url).to.equal('/api/messages?key=secret');
    expect(bot.received[0]?.body).to.deep.equal({
      integrationId: integration.integrationId,
      integrationName: integration.name,
      event: {
        moText: [
          {
            channel: 'whatsapp',
            messageId,
            relatedMessageId: null,
            relatedClientMessageId: null,
            from: person,
            to: business,
            timestamp: start,
            content: 'Hi',
            charset: 'UTF-8',
            whatsapp: { profileName: 'Thandi' },
          },
        ],
      },
    });
  });

  it('of statuses go to an address of their own, and hold up no others, if there is one', async () => {
    const { emulator, bot, send } = await setting();
    const statuses = await receiver();
    statuses.answers.push(-1);
    emulator.integrate({ number: business, callbackUrl: bot.url, statusUrl: statuses.url });
    await emulator.say({ from: person, text: 'Hi' });
    await send({ content: 'Hello' });
    await until(() => statuses.received.length > 0, 'a status');
    await emulator.say({ from: person, text: 'Again' });
    expect(bot.received.map(({ event }) => event)).to.deep.equal(['moText', 'moText']);
    expect(statuses.received.map(({ event }) => event)).to.deep.equal(['messageStatusUpdate']);
    expect(() => emulator.integrate({ number: business, statusUrl: 'nowhere' })).to.throw(/http:\/\/ and https:\/\//);
  });

  it('are tried again until one is answered 2xx', async () => {
    const { emulator, bot } = await setting();
    bot.answers.push(500, 500, 204);
    const { callback } = await emulator.say({ from: person, text: 'Hi' });
    expect(callback).to.equal(500);
    await emulator.settled();
    expect(bot.received.map(({ entry }) => entry.content)).to.deep.equal(['Hi', 'Hi', 'Hi']);
    const [one, two, three] = bot.received.map(({ at }) => at);
    expect(Number(two) - Number(one)).to.be.greaterThan(90);
    expect(Number(three) - Number(two)).to.be.greaterThan(190);
  });

  it('are tried again where the connection breaks', async () => {
    const { emulator, bot } = await setting();
    bot.answers.push(0);
    const { callback } = await emulator.say({ from: person, text: 'Hi' });
    expect(callback).to.equal(0);
    await emulator.settled();
    expect(bot.received).to.have.length(2);
  });

  it('are not tried again after a redirect, which is not followed', async () => {
    const { emulator, bot } = await setting();
    bot.answers.push(302);
    const { callback } = await emulator.say({ from: person, text: 'Hi' });
    expect(callback).to.equal(302);
    await emulator.settled();
    expect(bot.received).to.have.length(1);
    expect(emulator.chat(person).messages).to.have.length(1);
  });

  it('of one person keep their order while one is tried again; others do not wait', async () => {
    const { emulator, bot } = await setting();
    bot.answers.push(500);
    await emulator.say({ from: person, text: 'one' });
    const two = emulator.say({ from: person, text: 'two' });
    await emulator.say({ from: '27820000002', text: 'other' });
    await two;
    await emulator.settled();
    expect(bot.received.map(({ entry }) => entry.content)).to.deep.equal(['one', 'other', 'one', 'two']);
  });

  it('carry user and password of the URL as HTTP Basic', async () => {
    const { emulator, bot } = await setting();
    emulator.integrate({ number: business, callbackUrl: bot.url.replace('//', '//bot:s%40cret@') });
    await emulator.say({ from: person, text: 'Hi' });
    const expected = `Basic ${Buffer.from('bot:s@cret').toString('base64')}`;
    expect(bot.received[0]?.headers.authorization).to.equal(expected);
  });

  it('follow the integration to its new URL, which keeps key and chats', async () => {
    const { emulator, integration, bot } = await setting();
    const moved = await receiver();
    bot.answers.push(503);
    await emulator.say({ from: person, text: 'Hi' });
    const again = emulator.integrate({ number: business, callbackUrl: moved.url });
    await emulator.settled();
    expect(moved.received.map(({ entry }) => entry.content)).to.deep.equal(['Hi']);
    expect(again).to.include({ apiKey: integration.apiKey, integrationId: integration.integrationId });
    expect(emulator.chat(person).messages).to.have.length(1);
  });

  it('are not sent where the integration has no URL', async () => {
    const { emulator, bot } = await setting();
    emulator.integrate({ number: '27110000002' });
    const said = await emulator.say({ from: person, to: '27110000002', text: 'Hi' });
    expect(said).to.have.all.keys('messageId');
    await emulator.settled();
    expect(bot.received).to.deep.equal([]);
    expect(emulator.chat(person).messages).to.have.length(1);
  });

  it('are given up after the last try, and what follows goes on', async () => {
    const bot = await receiver();
    bot.answers.push(500, 500, 500);
    const events = new EventLog();
    const callbacks = new Callbacks({ faults: new Faults(), events, urlOf: () => bot.url, tries: 3, firstDelayMs: 1 });
    void callbacks.send({ business, person }, 'moText', { event: { moText: [{ content: 'one' }] } });
    void callbacks.send({ business, person }, 'moText', { event: { moText: [{ content: 'two' }] } });
    await callbacks.idle();
    expect(bot.received.map(({ entry }) => entry.content)).to.deep.equal(['one', 'one', 'one', 'two']);
  });

  it('are tried again where the answer is slow', async () => {
    const bot = await receiver();
    bot.answers.push(-1);
    const { url } = bot;
    const callbacks = new Callbacks({ faults: new Faults(), events: new EventLog(), urlOf: () => url, timeoutMs: 50 });
    expect(await callbacks.send({ business, person }, 'moText', { event: { moText: [{}] } })).to.equal(0);
    await callbacks.idle();
    expect(bot.received).to.have.length(2);
  });

  it('that wait are dropped together', async () => {
    const bot = await receiver();
    bot.answers.push(500);
    const callbacks = new Callbacks({ faults: new Faults(), events: new EventLog(), urlOf: () => bot.url });
    void callbacks.send({ business, person }, 'moText', { event: { moText: [{}] } });
    const second = callbacks.send({ business, person }, 'moText', { event: { moText: [{}] } });
    await until(() => bot.received.length === 1, 'the first try');
    callbacks.drop();
    expect(await second).to.equal(0);
    await callbacks.idle();
    expect(bot.received).to.have.length(1);
  });
});
