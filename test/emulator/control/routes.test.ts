import { expect } from 'chai';
import { ConfigurationError, InvalidInputError } from '../../../src/core/errors.js';
import { createEmulator } from '../../../src/emulator/index.js';
import { business, closeAll, person, records, type Setting, setting, start, statusNames } from '../support.js';

const hour = 60 * 60 * 1000;

describe('the control plane', () => {
  let here: Setting;
  let resets = 0;
  beforeEach(async () => {
    resets = 0;
    here = await setting({
      onReset: async () => {
        resets++;
      },
    });
  });
  afterEach(closeAll);

  it('lets a person say something, and shows their phone', async () => {
    const said = await here.post('/_emulator/say', { from: person, text: 'Hi', name: 'Thandi' });
    expect(said.status).to.equal(200);
    expect(said.json).to.include({ callback: 200 });
    const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };
    const { json } = await here.send({ template, clientMessageId: 'a' });
    await here.emulator.settled();
    const at = new Date(start).toISOString();
    const phone = await here.get(`/_emulator/chats/${person}?to=${business}`);
    expect(phone.json).to.deep.equal({
      from: person,
      name: 'Thandi',
      on: true,
      reads: true,
      onWhatsApp: true,
      windows: [{ to: business, state: 'open', closesAt: new Date(start + 24 * hour).toISOString() }],
      messages: [
        {
          id: said.json.messageId,
          business,
          direction: 'in',
          at,
          kind: 'text',
          text: 'Hi',
          statuses: [],
          status: 'delivered',
          ticks: '✓✓',
        },
        {
          id: records(json.messages)[0]?.apiMessageId,
          business,
          direction: 'out',
          at,
          kind: 'template',
          text: 'Support\n\nHi Thandi, your ticket T-42 is resolved. Tell us if it is not.\n\nReply STOP to opt out',
          clientMessageId: 'a',
          template: {
            name: 'ticket_resolved',
            language: 'en',
            category: 'utility',
            parameters: { 1: 'Thandi', 2: 'T-42' },
          },
          buttons: ['Solved', 'Not solved'],
          templateButtons: [
            { type: 'quickReply', title: 'Solved' },
            { type: 'quickReply', title: 'Not solved' },
          ],
          statuses: ['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ'].map((status) => ({ status, at })),
          status: 'read',
          ticks: '✓✓ read',
        },
      ],
      undelivered: [],
    });
    const { json: list } = await here.get('/_emulator/chats');
    expect(records(list.chats).map(({ from, name }) => [from, name])).to.deep.equal([[person, 'Thandi']]);
    expect((await here.get('/_emulator/integrations')).json).to.deep.equal({
      integrations: [{ number: business, name: business }],
    });
  });

  it('shows an empty phone of a person whom nobody knows', async () => {
    const { status, json } = await here.get('/_emulator/chats/27829999999');
    expect(status).to.equal(200);
    expect(json).to.deep.include({ from: '27829999999', name: null, messages: [], undelivered: [] });
    expect((await here.get('/_emulator/chats')).json).to.deep.equal({ chats: [] });
  });

  it('sends a place', async () => {
    const location = { latitude: -33.9, longitude: 18.4, name: 'Cape Town', address: 'Adderley Street' };
    await here.post('/_emulator/say', { from: person, location });
    expect(here.bot.received[0]?.event).to.equal('moLocation');
    expect(here.bot.received[0]?.entry).to.include({
      latitude: -33.9,
      longitude: 18.4,
      locationName: 'Cape Town',
      locationAddress: 'Adderley Street',
    });
  });

  it('taps a button by title, postback data or number, and says what it answers', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    const items = ['Yes', 'No'].map((title) => ({ type: 'reply', title, postbackData: `${title}!` }));
    const { json } = await here.send({ button: { body: 'Well?', items }, clientMessageId: 'asked' });
    await here.send({ content: 'no buttons' });
    await here.emulator.settled();
    for (const tap of ['No', 'No!', 2, '2']) {
      expect((await here.post('/_emulator/say', { from: person, tap })).status).to.equal(200);
      expect(here.bot.received.at(-1)).to.deep.include({ event: 'moButtonResponse' });
      expect(here.bot.received.at(-1)?.entry).to.include({
        title: 'No',
        postbackData: 'No!',
        relatedMessageId: records(json.messages)[0]?.apiMessageId,
        relatedClientMessageId: 'asked',
      });
    }
    const wrong = await here.post('/_emulator/say', { from: person, tap: 'Maybe' });
    expect(wrong.status).to.equal(400);
    expect(wrong.json.error).to.match(/^tap: .*"Yes", "No"/);
  });

  it('turns phones on and off', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    const off = await here.post('/_emulator/phone', { from: person, on: false, name: 'Thandi' });
    expect(off.json).to.include({ on: false, name: 'Thandi' });
    await here.send({ content: 'x' });
    await here.emulator.settled();
    expect(statusNames(here.bot)).to.deep.equal(['SENT_TO_SUPPLIER']);
    await here.post('/_emulator/phone', { from: person, on: true });
    await here.emulator.settled();
    expect(statusNames(here.bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ']);
  });

  it('moves the clock', async () => {
    const shown = (ms: number): object => ({ now: new Date(start + ms).toISOString(), offsetMs: ms });
    expect((await here.post('/_emulator/clock', { advance: '25h' })).json).to.deep.equal(shown(25 * hour));
    expect((await here.post('/_emulator/clock', { advance: '-1h' })).json).to.deep.equal(shown(24 * hour));
    expect((await here.post('/_emulator/clock', { advance: 500 })).json).to.deep.equal(shown(24 * hour + 500));
    expect(here.clock.now()).to.equal(start + 24 * hour + 500);
    expect((await here.get('/_emulator/clock')).json).to.deep.equal(shown(24 * hour + 500));
    expect((await here.post('/_emulator/clock', { reset: true })).json).to.deep.equal(shown(0));
  });

  const wrong: [string, unknown, RegExp][] = [
    ['say', '{', /^body: /],
    ['say', [], /^body: /],
    ['say', { text: 'x' }, /^from: /],
    ['say', { from: '+27820000001', text: 'x' }, /^from: .*without "\+"/],
    ['say', { from: person }, /^text: /],
    ['say', { from: person, text: '' }, /^text: /],
    ['say', { from: person, text: 'x', tap: 1 }, /^text: /],
    ['say', { from: person, to: '27110000009', text: 'x' }, /^to: .*27110000001/],
    ['say', { from: person, tap: 'Yes' }, /^tap: /],
    ['say', { from: person, text: 'x', reaction: { emoji: '👍' } }, /^text: .*contact, tap, reaction and edit/],
    ['say', { from: person, media: {} }, /^media\.contentType: /],
    ['say', { from: person, media: { contentType: 'png' } }, /^media\.contentType: /],
    ['say', { from: person, media: { contentType: 'video/mp4' } }, /^media: .*image\/png/],
    ['say', { from: person, media: { contentType: 'image/png', data: '', text: '' } }, /^media: /],
    ['say', { from: person, media: { contentType: 'image/png', voice: true } }, /^media\.voice: /],
    ['say', { from: person, media: { contentType: 'audio/aac', text: 'x', caption: 'x' } }, /^media\.caption: /],
    ['say', { from: person, contact: { name: '' } }, /^contact\.name: /],
    ['say', { from: person, reaction: { emoji: '👍' } }, /^reaction\.messageId: /],
    ['say', { from: person, reaction: { emoji: '👍', messageId: 'x' } }, /^reaction\.messageId: /],
    ['say', { from: person, reaction: { emoji: '👍' }, quote: true }, /^quote: /],
    ['say', { from: person, text: 'x', quote: true }, /^quote: /],
    ['say', { from: person, text: 'x', quote: 'x' }, /^quote: /],
    ['say', { from: person, text: 'x', quote: false }, /^quote: /],
    ['say', { from: person, media: { contentType: 'image/png', data: '%' } }, /^media\.data: /],
    ['say', { from: person, location: { latitude: 91, longitude: 0 } }, /^location\.latitude: /],
    ['clock', {}, /^advance: /],
    ['clock', { advance: 'tomorrow' }, /^advance: .*"25h"/],
    ['clock', { advance: '99999d' }, /^advance: /],
    ['phone', { from: person, on: 'yes' }, /^on: /],
    ['fault', { kind: 'error500', count: -1 }, /^count: /],
    ['fault', {}, /^kind: /],
    ['optOut', { from: person, kind: 'some' }, /^kind: /],
    ['optOut', { from: 'x', kind: 'listed' }, /^from: /],
    ['optOut', { from: person, to: '27110000009', kind: 'listed' }, /^to: /],
  ];
  for (const [control, body, sentence] of wrong) {
    it(`answers ${control} of ${JSON.stringify(body)} with 400 and a sentence`, async () => {
      const { status, json } = await here.post(`/_emulator/${control}`, body);
      expect(status).to.equal(400);
      expect(json.error).to.match(sentence);
      expect(here.bot.received).to.deep.equal([]);
    });
  }

  it('answers what it does not have with 404 and 405', async () => {
    expect((await here.get('/_emulator/nothing')).status).to.equal(404);
    expect((await here.get('/_emulator/say')).status).to.equal(405);
    expect((await here.get('/_emulator/chats/%')).status).to.equal(200);
    expect((await here.get('/_emulator/chats/1?to=2')).status).to.equal(400);
  });

  it('is not to be used by pages of other sites', async () => {
    const { status } = await here.post('/_emulator/clock', { advance: '1h' }, { origin: 'https://example.com' });
    expect(status).to.equal(403);
    expect(here.clock.offset).to.equal(0);
    const own = await here.post('/_emulator/clock', { advance: '1h' }, { origin: here.emulator.url });
    expect(own.status).to.equal(200);
  });

  it('forgets everything at a reset but the integrations', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    await here.send({ content: 'x' });
    here.clock.advance(25 * hour);
    await here.send({ content: 'outside' });
    await here.emulator.settled();
    here.emulator.fault('error500');
    here.bot.answers.push(500);
    await here.emulator.say({ from: '27820000002', text: 'pending' });
    const before = here.bot.received.length;

    expect((await here.post('/_emulator/reset', {})).status).to.equal(200);
    expect(resets).to.equal(1);
    await here.emulator.settled();
    expect(here.bot.received).to.have.length(before);
    expect(here.clock.offset).to.equal(0);
    expect(here.emulator.violations).to.deep.equal([]);
    expect(here.emulator.requests).to.deep.equal({ send: 0, messages: 0, other: 0 });
    expect(here.emulator.chat(person)).to.deep.include({ messages: [], undelivered: [] });
    expect(here.emulator.chat(person).windows[0]?.state).to.equal('unknown');
    expect((await here.get('/_emulator/chats')).json).to.deep.equal({ chats: [] });
    const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };
    expect((await here.send({ template })).status).to.equal(202);
  });
});

describe('createEmulator', () => {
  afterEach(closeAll);

  it('says what is wrong with its options', async () => {
    const { emulator } = await setting();
    const wrong = [
      { integrations: [{ number: '+27' }] },
      { integrations: [{ number: business, callbackUrl: 'nowhere' }] },
      { integrations: [{ number: business, callbackUrl: 'file:///etc' }] },
      { integrations: [1, 2].map((n) => ({ number: `2711000000${n}`, apiKey: 'same' })) },
      { port: Number(new URL(emulator.url).port) },
    ];
    for (const options of wrong) {
      const error = await createEmulator(options).then(
        ({ close }) => close(),
        (reason: unknown) => reason,
      );
      expect(error, JSON.stringify(options)).to.be.instanceOf(ConfigurationError);
    }
  });

  it('rejects what nobody can say', async () => {
    const { emulator } = await setting();
    const error = await emulator.say({ from: person }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(InvalidInputError).with.property('field', 'text');
  });

  it('lets answers take their time', async () => {
    const { emulator, send } = await setting();
    emulator.latency = 60;
    const began = performance.now();
    await send({ content: 'x' });
    expect(performance.now() - began).to.be.greaterThan(50);
  });

  it('closes while a request hangs and a callback waits', async () => {
    const { emulator, bot, send } = await setting();
    bot.answers.push(500);
    await emulator.say({ from: person, text: 'Hi' });
    emulator.fault('timeoutAfterAccept');
    const hanging = send({ content: 'x' }).catch((reason: unknown) => reason);
    while (emulator.requests.send === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
    expect(await hanging).to.be.instanceOf(TypeError);
    expect(bot.received).to.have.length(1);
  });
});
