import { expect } from 'chai';
import { business, closeAll, person, record, records, type Setting, setting, start } from '../support.js';

describe('the provider: POST /v1/message', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
    await here.emulator.say({ from: person, text: 'Hi' });
  });
  afterEach(closeAll);

  it('accepts messages with 202 and gives each an id', async () => {
    const { status, json } = await here.send({ content: 'One', clientMessageId: 'a' }, { content: 'Two' });
    expect(status).to.equal(202);
    expect(json.error).to.equal(null);
    const [one, two] = records(json.messages);
    expect(one).to.include({ accepted: true, to: person, clientMessageId: 'a', error: null });
    expect(one?.apiMessageId).to.match(/^[0-9a-f]{32}$/);
    expect(two?.apiMessageId)
      .to.match(/^[0-9a-f]{32}$/)
      .and.not.equal(one?.apiMessageId);
    expect(here.emulator.chat(person).messages.map(({ text }) => text)).to.deep.equal(['Hi', 'One', 'Two']);
    expect(here.emulator.requests).to.deep.equal({ send: 1, messages: 2, other: 0 });
  });

  it('refuses wrong keys with 401 and code 1', async () => {
    const { apiKey } = here.integration;
    const wrong: Record<string, string>[] = [{}, { authorization: 'wrong' }, { authorization: `Bearer ${apiKey}` }];
    for (const headers of wrong) {
      const { status, json } = await here.post('/v1/message', { messages: [] }, headers);
      expect(status).to.equal(401);
      expect(json).to.deep.equal({ error: { code: 1, description: 'Invalid or missing integration API Key' } });
    }
  });

  it('refuses what is not JSON of the right form with code 21', async () => {
    for (const body of ['{', '[]', 'null', '""', { messages: 'no' }, { messages: ['no'] }, { messages: [null] }]) {
      const { status, json } = await here.post('/v1/message', body);
      expect([status, record(json.error).code], JSON.stringify(body)).to.deep.equal([400, 21]);
    }
  });

  it('refuses a request without messages with code 23', async () => {
    for (const body of [{}, { messages: [] }]) {
      const { status, json } = await here.post('/v1/message', body);
      expect(status).to.equal(400);
      expect(json.error).to.deep.equal({ code: 23, description: 'Invalid or missing parameter: messages .' });
    }
  });

  const long = 'x'.repeat(4097);
  const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };
  const refusals: [string, Record<string, unknown>, number, string?][] = [
    ['no channel, which means SMS', { content: 'x', channel: undefined }, 38],
    ['SMS', { content: 'x', channel: 'sms' }, 38],
    ['no recipient', { content: 'x', to: undefined }, 23, 'to'],
    ['a recipient that is a number', { content: 'x', to: 27820000001 }, 23, 'to'],
    ['a recipient with letters', { content: 'x', to: '27999abcde' }, 23, 'to'],
    ['a recipient with a plus', { content: 'x', to: '+27820000001' }, 23, 'to'],
    ['a recipient that is too short', { content: 'x', to: '27820' }, 25],
    ['a recipient with a leading zero', { content: 'x', to: '0820000001' }, 25],
    ['a person who is not on WhatsApp', { content: 'x', to: '27820000009' }, 27],
    ['nothing to say', {}, 23, 'content'],
    ['an empty text', { content: '' }, 23, 'content'],
    ['a text that is no text', { content: 5 }, 23, 'content'],
    ['a text and a template', { content: 'x', template }, 23, 'template'],
    ['a text that is too long', { content: long }, 24],
    ['a file inside of an unknown type', { content: 'aGk=', contentType: 'application/zip' }, 30],
    ['a file inside that is no base64', { content: 'hi', contentType: 'image/png' }, 23, 'content'],
    ['a file inside that is not there', { contentType: 'image/png' }, 23, 'content'],
    ['a caption on audio inside', { content: 'aGk=', contentType: 'audio/ogg', caption: 'x' }, 23, 'caption'],
    ['a request for a location without words', { locationRequest: {} }, 23, 'locationRequest.body'],
    ['media of an unknown type', { media: { contentType: 'application/zip', fileId: 'x' } }, 30],
    ['media that was never uploaded', { media: { contentType: 'image/png', fileId: 'x.png' } }, 33],
    ['media without a file', { media: { contentType: 'image/png' } }, 23, 'media.fileId'],
    ['a caption that is too long', { media: { contentType: 'image/png', fileId: 'x', caption: long } }, 24],
    ['a caption on audio', { media: { contentType: 'audio/ogg', fileId: 'x', caption: 'x' } }, 23, 'media.caption'],
    ['a template without a name', { template: {} }, 23, 'template.templateName'],
    [
      'parameters in an array',
      { template: { ...template, body: { parameters: ['x'] } } },
      23,
      'template.body.parameters',
    ],
    [
      'parameters by name',
      { template: { ...template, body: { parameters: { name: 'x' } } } },
      23,
      'template.body.parameters',
    ],
    [
      'a parameter that is a number',
      { template: { ...template, body: { parameters: { 1: 5 } } } },
      23,
      'template.body.parameters.1',
    ],
    [
      'a header whose file is unknown',
      { template: { ...template, header: { type: 'media', media: { fileId: 'x' } } } },
      33,
    ],
    ['an id that is a number', { content: 'x', clientMessageId: 5 }, 23, 'clientMessageId'],
  ];
  for (const [what, message, code, parameter] of refusals) {
    it(`refuses ${what} with ${code}`, async () => {
      here.emulator.person('27820000009', { onWhatsApp: false });
      const { status, json } = await here.send(message);
      expect(status).to.equal(400);
      expect(json.error).to.equal(null);
      const [entry] = records(json.messages);
      expect(entry?.accepted).to.equal(false);
      expect(record(entry?.error).code).to.equal(code);
      if (parameter) {
        expect(record(entry?.error).description).to.equal(`Invalid or missing parameter: ${parameter} .`);
      }
      expect(here.emulator.chat(person).messages).to.have.length(1);
    });
  }

  it('answers 207 where only some messages are accepted', async () => {
    const { status, json } = await here.send(
      { content: 'x' },
      { content: 'x', to: '27999abcde', clientMessageId: 'b' },
    );
    expect(status).to.equal(207);
    const [one, two] = records(json.messages);
    expect(one?.accepted).to.equal(true);
    expect(two).to.deep.equal({
      error: { code: 23, description: 'Invalid or missing parameter: to .' },
      accepted: false,
      to: '27999abcde',
      clientMessageId: 'b',
    });
  });

  it('refuses more messages than the limit altogether with code 22', async () => {
    const many = Array.from({ length: 101 }, () => ({ content: 'x' }));
    const { status, json } = await here.send(...many);
    expect(status).to.equal(400);
    expect(record(json.error).code).to.equal(22);
    expect(here.emulator.chat(person).messages).to.have.length(1);
    expect((await here.send(...many.slice(1))).status).to.equal(202);
  });

  it('refuses a body above 20 MB with 413 and code 24', async () => {
    const { status, json } = await here.send({ content: 'x'.repeat(20 * 1024 * 1024) });
    expect([status, record(json.error).code]).to.deep.equal([413, 24]);
  });

  it('takes an opaque user id and the longest text', async () => {
    await here.emulator.say({ from: 'US.13491', text: 'Hi' });
    expect((await here.send({ content: 'x'.repeat(4096), to: 'US.13491' })).status).to.equal(202);
  });
});

describe('the provider: its other calls', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
  });
  afterEach(closeAll);

  it('answers unknown paths with 404 and code 41, wrong methods with 405 and code 42', async () => {
    for (const path of ['/v1/nothing', '/v2/message', '/v1/message/a/b', '/else', '//', '/v1/message/unknown']) {
      const { status, json } = await here.get(path);
      expect([status, record(json.error).code], path).to.deep.equal([404, 41]);
    }
    for (const path of ['/v1/message', '/v1/notification']) {
      const { status, json } = await here.get(path);
      expect([status, record(json.error).code], path).to.deep.equal([405, 42]);
    }
    expect((await here.post('/v1/balance', {})).status).to.equal(405);
  });

  it('tells the last status of a message', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    const { json } = await here.send({ content: 'x', clientMessageId: 'a' });
    const id = records(json.messages)[0]?.apiMessageId;
    await here.emulator.settled();
    const answer = await here.get(`/v1/message/${id}`);
    expect(answer.json).to.deep.equal({ whatsapp: { status: 'READ', timestamp: start } });
  });

  it('tells the balance', async () => {
    expect(await here.get('/v1/balance')).to.deep.equal({ status: 200, json: { currency: 'GBP', balance: 12.34 } });
  });

  it('turns a read receipt into blue ticks', async () => {
    const { messageId } = await here.emulator.say({ from: person, text: 'Hi' });
    expect(here.emulator.chat(person).messages[0]?.ticks).to.equal('✓✓');
    const update = { channel: 'whatsapp', statusCode: 1001, messageId };
    const { status } = await here.post('/v1/notification', { event: { messageStatusUpdate: [update] } });
    expect(status).to.equal(202);
    expect(here.emulator.chat(person).messages[0]).to.include({ ticks: '✓✓ read', status: 'read' });
  });

  it('refuses a read receipt for a message that it does not know, or of the wrong form', async () => {
    const { messageId } = await here.emulator.say({ from: person, text: 'Hi' });
    const wrong = [
      { event: { messageStatusUpdate: [{ channel: 'whatsapp', statusCode: 1001, messageId: 'unknown' }] } },
      { event: { messageStatusUpdate: [{ channel: 'whatsapp', statusCode: 6, messageId }] } },
      { event: { messageStatusUpdate: [{ channel: 'sms', statusCode: 1001, messageId }] } },
      { event: { messageStatusUpdate: [{ statusCode: 1001, messageId }] } },
      { event: {} },
    ];
    for (const body of wrong) {
      const { status, json } = await here.post('/v1/notification', body);
      expect([status, record(json.error).code]).to.deep.equal([400, 23]);
    }
  });

  it('keeps the numbers apart', async () => {
    const other = here.emulator.integrate({ number: '27110000002' });
    const { messageId } = await here.emulator.say({ from: person, text: 'Hi', to: business });
    const update = { event: { messageStatusUpdate: [{ channel: 'whatsapp', statusCode: 1001, messageId }] } };
    const { status } = await here.post('/v1/notification', update, { authorization: other.apiKey });
    expect(status).to.equal(400);
  });
});
