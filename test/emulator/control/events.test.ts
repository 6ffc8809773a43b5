import { expect } from 'chai';
import { closeAll, person, record, type Setting, setting } from '../support.js';

interface Heard {
  readonly id: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events until one of this type has come. */
async function listen(
  url: string,
  last: string,
  headers: Record<string, string> = {},
): Promise<() => Promise<Heard[]>> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/_emulator/events`, { headers, signal: stop.signal });
  expect(answer.headers.get('content-type')).to.match(/^text\/event-stream/);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader?.read())?.value ?? '';
  return async () => {
    while (!new RegExp(`^event: ${last}\\n.*\\n\\n`, 'm').test(text)) text += (await reader?.read())?.value ?? '';
    stop.abort();
    return text.split('\n\n').flatMap((block) => {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/, 2)));
      return fields.event ? [{ id: Number(fields.id), type: fields.event, data: record(JSON.parse(fields.data)) }] : [];
    });
  };
}

describe('GET /_emulator/events', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
  });
  afterEach(closeAll);

  it('tells of messages, callbacks, statuses, the clock, faults and resets as they happen', async () => {
    const heard = await listen(here.emulator.url, 'reset');
    await here.emulator.say({ from: person, text: 'Hi' });
    await here.send({ content: 'x' });
    await here.emulator.settled();
    here.clock.advance(5);
    here.emulator.fault('error500', 2);
    await here.emulator.reset();
    const events = await heard();
    const first = new Map(events.map(({ type, data }) => [type, data] as const).reverse());
    expect(first.get('message')).to.deep.include({ person });
    expect(first.get('callback')).to.include({
      url: here.bot.url.replace(/\?.*/, ''),
      event: 'moText',
      attempt: 1,
      status: 200,
    });
    expect(first.get('status')).to.include({ status: 'SENT_TO_SUPPLIER', code: 4, person });
    expect(first.get('clock')).to.include({ offsetMs: 5 });
    expect(first.get('fault')).to.include({ kind: 'error500', left: 2 });
    expect(JSON.stringify(events)).not.to.include('secret');
    const ids = events.map(({ id }) => id);
    expect(ids).to.deep.equal(ids.toSorted((a, b) => a - b));
  });

  it('gives a reader that comes back what it missed', async () => {
    const heard = await listen(here.emulator.url, 'clock');
    here.clock.advance(1);
    const [seen] = await heard();
    here.clock.advance(2);
    here.emulator.fault('error500', 1);
    const again = await listen(here.emulator.url, 'clock', { 'last-event-id': String(seen?.id) });
    here.clock.advance(4);
    const events = await again();
    expect(events.map(({ type, data }) => [type, data.offsetMs]).at(0)).to.deep.equal(['clock', 3]);
  });

  it('is open to a page of the emulator only', async () => {
    const headers = { origin: 'https://example.com' };
    expect((await fetch(`${here.emulator.url}/_emulator/events`, { headers })).status).to.equal(403);
  });
});
