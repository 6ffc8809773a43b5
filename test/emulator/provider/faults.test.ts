import { expect } from 'chai';
import { type FaultKind, faultKinds } from '../../../src/emulator/provider/faults.js';
import { closeAll, person, record, records, type Setting, setting, statusNames, until } from '../support.js';

const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };

describe('faults', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
    await here.emulator.say({ from: person, text: 'Hi' });
  });
  afterEach(closeAll);

  /** What the phone shows of the bot's messages. */
  const shown = (): string[] =>
    here.emulator
      .chat(person)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  const wholeRequest: [FaultKind, number, number][] = [
    ['error500', 500, 18],
    ['error503', 503, 19],
    ['rateLimit', 400, 43],
    ['noBalance', 402, 20],
    ['addressNotApproved', 401, 7],
  ];
  for (const [kind, http, code] of wholeRequest) {
    it(`${kind}: answers ${http} with error ${code} as often as said, then as usual`, async () => {
      here.emulator.fault(kind, 2);
      for (let round = 0; round < 2; round++) {
        const { status, json } = await here.send({ content: 'x' });
        expect([status, record(json.error).code]).to.deep.equal([http, code]);
      }
      expect(shown()).to.deep.equal([]);
      expect((await here.send({ content: 'x' })).status).to.equal(202);
      expect(shown()).to.deep.equal(['x']);
    });
  }

  it('refuse: breaks the connection and accepts nothing', async () => {
    here.emulator.fault('refuse');
    expect(await failure(here.send({ content: 'x' }))).to.be.instanceOf(TypeError);
    expect(here.emulator.requests.send).to.equal(0);
    expect((await here.send({ content: 'x' })).status).to.equal(202);
  });

  it('resetAfterAccept: accepts, and breaks the connection before the answer', async () => {
    here.emulator.fault('resetAfterAccept');
    expect(await failure(here.send({ content: 'x' }))).to.be.instanceOf(TypeError);
    await here.emulator.settled();
    expect(shown()).to.deep.equal(['x']);
    expect(statusNames(here.bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ']);
  });

  it('timeoutAfterAccept: accepts and reports, and never answers', async () => {
    here.emulator.fault('timeoutAfterAccept');
    const waiting = new AbortController();
    const answer = fetch(`${here.emulator.url}/v1/message`, {
      method: 'POST',
      headers: { authorization: here.integration.apiKey },
      body: JSON.stringify({ messages: [{ channel: 'whatsapp', to: person, content: 'x' }] }),
      signal: waiting.signal,
    });
    await until(() => statusNames(here.bot).includes('READ'), 'the statuses');
    await here.emulator.settled();
    expect(await Promise.race([answer, Promise.resolve('none yet')])).to.equal('none yet');
    waiting.abort();
    expect(await failure(answer)).to.have.property('name', 'AbortError');
    expect(shown()).to.deep.equal(['x']);
  });

  it('partial: refuses every second message of a request that has some', async () => {
    here.emulator.fault('partial');
    expect((await here.send({ content: 'alone' })).status).to.equal(202);
    const { status, json } = await here.send({ content: '1' }, { content: '2' }, { content: '3' });
    expect(status).to.equal(207);
    expect(records(json.messages).map(({ accepted }) => accepted)).to.deep.equal([true, false, true]);
    expect(record(records(json.messages)[1]?.error).code).to.equal(18);
    expect(shown()).to.deep.equal(['alone', '1', '3']);
  });

  it('shuffle: reverses the answer, not the messages', async () => {
    here.emulator.fault('shuffle');
    const { json } = await here.send({ content: '1', clientMessageId: 'a' }, { content: '2', clientMessageId: 'b' });
    expect(records(json.messages).map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['b', 'a']);
    expect(shown()).to.deep.equal(['1', '2']);
  });

  it('statusFirst: delivers the statuses before the answer', async () => {
    here.emulator.fault('statusFirst');
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    expect(statusNames(here.bot)).to.deep.equal(['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ']);
  });

  it('namelessStatus: leaves the clientMessageId out of a status', async () => {
    here.emulator.fault('namelessStatus');
    await here.send({ content: 'x', clientMessageId: 'a' });
    await here.emulator.settled();
    const statuses = here.bot.received.filter(({ event }) => event === 'messageStatusUpdate');
    expect(statuses.map(({ entry }) => entry.clientMessageId)).to.deep.equal([undefined, 'a', 'a']);
  });

  it('optedOut: refuses a message with error 26', async () => {
    here.emulator.fault('optedOut');
    const { status, json } = await here.send({ content: 'x' });
    expect(status).to.equal(400);
    expect(record(records(json.messages)[0]?.error).code).to.equal(26);
  });

  it('windowRefused: fails a free-form message although the window is open', async () => {
    here.emulator.fault('windowRefused');
    expect((await here.send({ template })).status).to.equal(202);
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    await here.emulator.settled();
    expect(statusNames(here.bot).at(-1)).to.equal('WHATSAPP_RE_ENGAGEMENT_REQUIRED');
    expect(shown()).to.have.length(1);
    expect(here.emulator.violations).to.deep.equal([]);
  });

  it('windowRefusedAtSubmit: refuses a free-form message at once', async () => {
    here.emulator.fault('windowRefusedAtSubmit');
    const { status, json } = await here.send({ content: 'x' });
    expect(status).to.equal(400);
    const error = { code: 131, description: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' };
    expect(records(json.messages)[0]?.error).to.deep.equal(error);
    expect(shown()).to.deep.equal([]);
  });

  const natives = [
    { button: { body: 'Well?', items: [{ type: 'reply', title: 'Yes', postbackData: 'yes' }] } },
    { list: { body: 'Well?', button: 'Open', sections: [{ items: [{ title: 'Yes', postbackData: 'yes' }] }] } },
    { ctaUrl: { body: 'Well?', title: 'Open', url: 'https://example.com' } },
  ];

  it('nativeRefused: refuses what has buttons, a list or a link at once', async () => {
    here.emulator.fault('nativeRefused', 3);
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    for (const message of natives) {
      const { status, json } = await here.send(message);
      expect([status, record(records(json.messages)[0]?.error).code]).to.deep.equal([400, 30]);
    }
    expect((await here.send(...natives)).status).to.equal(202);
    expect(shown()).to.deep.equal(['x', 'Well?', 'Well?', 'Well?']);
  });

  it('nativeFailed: accepts what has buttons, a list or a link, and fails it', async () => {
    here.emulator.fault('nativeFailed', 3);
    await here.send({ template }, { content: 'x' });
    const { status, json } = await here.send(...natives);
    expect(status).to.equal(202);
    await here.emulator.settled();
    for (const { apiMessageId } of records(json.messages)) {
      expect(statusNames(here.bot, apiMessageId)).to.deep.equal(['MEDIA_TYPE_NOT_SUPPORTED']);
    }
    expect(shown()).to.have.length(2);
    expect((await here.send(...natives)).status).to.equal(202);
    expect(shown()).to.have.length(5);
  });

  const uploads: [FaultKind, number, number][] = [
    ['mediaOff', 404, 41],
    ['mediaRefused', 400, 30],
    ['mediaError', 500, 18],
  ];
  for (const [kind, http, code] of uploads) {
    it(`${kind}: answers an upload ${http} with error ${code}`, async () => {
      here.emulator.fault(kind);
      const headers = { authorization: here.integration.apiKey, 'content-type': 'text/plain' };
      const { status, json } = await here.post('/v1/media?fileName=a.txt', 'x', headers);
      expect([status, record(json.error).code]).to.deep.equal([http, code]);
      expect((await here.post('/v1/media?fileName=a.txt', 'x', headers)).status).to.equal(200);
    });
  }

  it('mediaTampered: brings other bytes, as many', async () => {
    await here.emulator.say({ from: person, media: { contentType: 'text/plain', text: 'statement' } });
    const url = String(records(here.bot.received.at(-1)?.entry.files)[0]?.downloadUrl);
    const download = async (): Promise<string> =>
      await (await fetch(url, { headers: { authorization: here.integration.apiKey } })).text();
    here.emulator.fault('mediaTampered');
    expect(await download()).not.to.equal('statement');
    expect(await download()).to.equal('statement');
  });

  for (const [kind, status] of [
    ['noBalanceLater', 'INSUFFICIENT_ACCOUNT_BALANCE'],
    ['rateLimitLater', 'WHATSAPP_SERVER_RATE_LIMIT'],
  ] as const) {
    it(`${kind}: accepts a message and fails it`, async () => {
      here.emulator.fault(kind);
      await here.send({ content: 'lost' });
      await here.emulator.settled();
      expect(statusNames(here.bot).at(-1)).to.equal(status);
      await here.send({ content: 'x' });
      expect(shown()).to.deep.equal(['x']);
    });
  }

  const buttons = {
    button: { body: 'Choose', items: [{ type: 'reply', title: 'Yes', postbackData: 'yes' }] },
  };

  it('nativeAsText: the phone shows the words alone', async () => {
    here.emulator.fault('nativeAsText');
    await here.send(buttons, { content: 'x' });
    await here.send(buttons);
    const kinds = here.emulator.chat(person).messages.map(({ kind, text }) => [kind, text]);
    expect(kinds.slice(1)).to.deep.equal([
      ['text', 'Choose'],
      ['text', 'x'],
      ['buttons', 'Choose'],
    ]);
  });

  const location = { latitude: '-33.9', longitude: '18.4' };
  const contacts = [{ name: { formattedName: 'Thandi' } }];
  const picture = { content: 'aGk=', contentType: 'image/png' };
  const forms: [FaultKind, Record<string, unknown>, number][] = [
    ['cardRefused', { location }, 30],
    ['cardRefused', { contacts }, 30],
    ['cardRefused', { locationRequest: { body: 'Where are you?' } }, 30],
    ['inlineRefused', picture, 30],
  ];
  for (const [kind, message, code] of forms) {
    it(`${kind}: refuses ${Object.keys(message)[0]} with error ${code}, and no plain text`, async () => {
      here.emulator.fault(kind);
      expect((await here.send({ content: 'x' })).status).to.equal(202);
      expect(await here.send(message)).to.have.nested.property('json.messages[0].error.code', code);
      expect((await here.send(message)).status).to.equal(202);
    });
  }

  it('fileRefused: refuses a message that names an uploaded file', async () => {
    const headers = { authorization: here.integration.apiKey, 'content-type': 'text/plain' };
    const { fileId } = (await here.post('/v1/media?fileName=a.txt', 'x', headers)).json;
    here.emulator.fault('fileRefused');
    const media = { contentType: 'text/plain', fileId };
    expect(await here.send({ media })).to.have.nested.property('json.messages[0].error.code', 23);
    expect((await here.send({ media })).status).to.equal(202);
  });

  it('quoteRefused and quoteIgnored: a quote is refused, or left out', async () => {
    const relatedMessageId = here.bot.received[0]?.entry.messageId;
    here.emulator.fault('quoteRefused');
    expect(await here.send({ content: 'a', relatedMessageId })).to.have.nested.property(
      'json.messages[0].error.code',
      23,
    );
    here.emulator.fault('quoteIgnored');
    await here.send({ content: 'b', relatedMessageId });
    await here.send({ content: 'c', relatedMessageId });
    const quotes = here.emulator.chat(person).messages.map(({ text, quoted }) => [text, quoted?.text]);
    expect(quotes.slice(1)).to.deep.equal([
      ['b', undefined],
      ['c', 'Hi'],
    ]);
  });

  it('lost: accepts a message that never arrives, and no status says so', async () => {
    here.emulator.fault('lost');
    expect((await here.send({ content: 'gone' })).status).to.equal(202);
    await here.emulator.settled();
    expect(statusNames(here.bot)).to.deep.equal(['SENT_TO_SUPPLIER']);
    expect(shown()).to.deep.equal([]);
  });

  it('tapLost and tapAsText: a tap is not told, or told as a text', async () => {
    await here.send(buttons);
    await here.emulator.settled();
    const told = () => here.bot.received.filter(({ event }) => event.startsWith('mo')).map(({ event }) => event);
    here.emulator.fault('tapLost');
    await here.emulator.say({ from: person, tap: 'Yes' });
    here.emulator.fault('tapAsText');
    await here.emulator.say({ from: person, tap: 'Yes' });
    expect(here.bot.received.at(-1)?.entry).to.include({ content: 'Yes' }).and.not.have.property('postbackData');
    await here.emulator.say({ from: person, tap: 'Yes' });
    expect(told()).to.deep.equal(['moText', 'moText', 'moButtonResponse']);
  });

  it('askRefused: answers a question 401 with error 7, and takes messages', async () => {
    here.emulator.fault('askRefused');
    const { status, json } = await here.get('/v1/balance');
    expect([status, record(json.error).code]).to.deep.equal([401, 7]);
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    expect((await here.get('/v1/balance')).status).to.equal(200);
  });

  it('the provider’s answers carry its own time', async () => {
    const ask = () => fetch(`${here.emulator.url}/v1/balance`, { headers: { authorization: here.integration.apiKey } });
    expect((await ask()).headers.get('date')).to.equal('Sun, 01 Mar 2026 09:00:00 GMT');
    here.clock.advance(60_000);
    expect((await ask()).headers.get('date')).to.equal('Sun, 01 Mar 2026 09:01:00 GMT');
  });

  it('templatePaused: fails a template', async () => {
    here.emulator.fault('templatePaused');
    await here.send({ content: 'x' });
    await here.send({ template });
    await here.emulator.settled();
    expect(statusNames(here.bot).at(-1)).to.equal('WHATSAPP_HSM_NOT_AVAILABLE');
    expect(shown()).to.deep.equal(['x']);
  });

  const states = [
    ['paused', 132015, 'WHATSAPP_HSM_NOT_AVAILABLE'],
    ['disabled', 132016, 'WHATSAPP_HSM_NOT_AVAILABLE'],
    ['missing', 132001, 'WHATSAPP_HSM_IS_MISSING'],
  ] as const;
  for (const [state, code, status] of states) {
    it(`a template that is ${state} is refused at once, or fails later, until it is active again`, async () => {
      here.emulator.template('ticket_resolved', state);
      const refused = await here.send({ template });
      expect(refused.status).to.equal(400);
      expect(refused.json).to.have.nested.property('messages[0].error.code', code);
      expect(
        (await here.post('/_emulator/template', { name: 'ticket_resolved', state, at: 'status' })).json,
      ).to.deep.equal({
        templates: [{ name: 'ticket_resolved', state, at: 'status' }],
      });
      expect((await here.send({ template })).status).to.equal(202);
      await here.emulator.settled();
      expect(statusNames(here.bot).at(-1)).to.equal(status);
      expect(shown()).to.deep.equal([]);
      here.emulator.template('ticket_resolved', 'active');
      expect((await here.get('/_emulator/template')).json).to.deep.equal({ templates: [] });
      await here.send({ template });
      expect(shown()).to.have.length(1);
    });
  }

  it('a state of a template goes by the name in the request, has to be known, and ends at a reset', async () => {
    here.emulator.template('another', 'paused');
    expect((await here.send({ template })).status).to.equal(202);
    for (const body of [{ name: '', state: 'paused' }, { name: 'x', state: 'tired' }, { name: 'x' }]) {
      expect((await here.post('/_emulator/template', body)).status).to.equal(400);
    }
    await here.emulator.reset();
    expect((await here.get('/_emulator/template')).json).to.deep.equal({ templates: [] });
  });

  it('duplicateCallback: delivers a callback twice', async () => {
    here.emulator.fault('duplicateCallback');
    await here.emulator.say({ from: person, text: 'once' });
    await here.emulator.settled();
    await here.emulator.say({ from: person, text: 'again' });
    expect(here.bot.received.map(({ entry }) => entry.content)).to.deep.equal(['Hi', 'once', 'once', 'again']);
  });

  it('lateCallback: lets the next callback overtake', async () => {
    here.emulator.fault('lateCallback');
    const one = here.emulator.say({ from: person, text: 'one' });
    const two = here.emulator.say({ from: person, text: 'two' });
    expect(await Promise.all([one, two])).to.have.length(2);
    expect(here.bot.received.map(({ entry }) => entry.content)).to.deep.equal(['Hi', 'two', 'one']);
  });

  it('lateCallback: lets the callback go in the end where none follows', async () => {
    here.emulator.fault('lateCallback');
    expect(await here.emulator.say({ from: person, text: 'alone' })).to.include({ callback: 200 });
  });

  it('are set, told and cleared over the control plane', async () => {
    expect((await here.post('/_emulator/fault', { kind: 'error500', count: 3 })).json).to.deep.equal({
      left: { error500: 3 },
    });
    expect((await here.get('/_emulator/fault')).json).to.deep.equal({ left: { error500: 3 }, kinds: faultKinds });
    expect((await here.post('/_emulator/fault', { kind: 'error500', count: 0 })).json).to.deep.equal({ left: {} });
  });

  it('of an unknown kind are refused with a list of the kinds', async () => {
    for (const kind of ['flood', 'constructor']) {
      const { status, json } = await here.post('/_emulator/fault', { kind, count: 1 });
      expect(status).to.equal(400);
      expect(json.error).to.match(/^kind: .*error500.*lateCallback/);
    }
  });
});

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
