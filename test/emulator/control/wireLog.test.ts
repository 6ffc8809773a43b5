import { expect } from 'chai';
import { closeAll, person, record, records, type Setting, setting } from '../support.js';

describe('GET /_emulator/wire/:id', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
  });
  afterEach(closeAll);

  const wire = async (id: unknown) => (await here.get(`/_emulator/wire/${id}`)).json;

  it('tells of a message that left: each request, its answer, the window then, and every callback', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    here.emulator.fault('error500');
    await here.send({ content: 'x', clientMessageId: 'x-1' });
    const { json } = await here.send(
      { content: 'w', clientMessageId: 'w-1' },
      { content: 'x', clientMessageId: 'x-1' },
    );
    await here.emulator.settled();
    const messageId = records(json.messages)[1]?.apiMessageId;
    const told = await wire(messageId);
    expect(told).to.include({ messageId, clientMessageId: 'x-1', person });
    expect(told.window).to.deep.equal({ state: 'open', closesAt: '2026-03-02T09:00:00.000Z' });
    expect(records(told.sends).map(({ status, batch }) => [status, batch])).to.deep.equal([
      [500, 1],
      [202, 2],
    ]);
    expect(records(told.sends).map(({ request }) => record(request).content)).to.deep.equal(['x', 'x']);
    expect(records(told.sends)[1]?.answer).to.deep.equal(records(json.messages)[1]);
    expect(records(told.callbacks).map(({ event, attempt, status }) => [event, attempt, status])).to.deep.equal(
      Array(3).fill(['messageStatusUpdate', 1, 200]),
    );
    expect(JSON.stringify(told)).not.to.include(here.integration.apiKey).and.not.to.include('secret');
    expect(await wire('x-1')).to.deep.include({ sends: told.sends });
  });

  it('tells of what a person said: every try of its callback', async () => {
    here.bot.answers.push(503, 0);
    const { messageId } = await here.emulator.say({ from: person, text: 'Hi' });
    await here.emulator.settled();
    const told = await wire(messageId);
    expect(told).to.deep.include({ messageId, window: null, sends: [] });
    expect(records(told.callbacks).map(({ attempt, status }) => [attempt, status])).to.deep.equal([
      [1, 503],
      [2, 0],
      [3, 200],
    ]);
  });

  it('shows a request that was accepted and never answered, with status 0', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    here.emulator.fault('resetAfterAccept');
    await here.send({ content: 'x', clientMessageId: 'x-1' }).catch(() => {});
    await here.emulator.settled();
    const message = here.emulator.chat(person).messages.at(-1);
    const told = await wire(message?.id);
    expect(records(told.sends).map(({ status, answer }) => [status, answer])).to.deep.equal([[0, null]]);
  });

  it('gives the program’s own explanation, also of what was never sent', async () => {
    const explained = { decision: 'refuse', conversationType: 're-engagement', windowState: 'closed' } as const;
    here.emulator.explain('no-1', { ...explained, reason: 'There is no template.', rule: 'closed, no template' });
    expect(record((await wire('no-1.2')).explanation)).to.include({ decision: 'refuse' });
    expect(record((await wire('no-1')).explanation)).to.include({ decision: 'refuse', rule: 'closed, no template' });
  });

  it('forgets with a reset, and knows nothing of what never was', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    await here.send({ content: 'x', clientMessageId: 'x-1' });
    await here.emulator.reset();
    expect((await here.get('/_emulator/wire/x-1')).status).to.equal(400);
  });
});
