import { expect } from 'chai';
import { type InboundEvent, inboundEvent } from '../../src/inbound/event.js';
import { parseCallback } from '../../src/inbound/parse.js';

/** What every entry of a person's message has. */
export const ids = {
  messageId: 'm1',
  from: '2799900001',
  to: '2799900002',
  channel: 'whatsapp',
  timestamp: 1506607698000,
};
/** What becomes of that in the event, besides the message's id. */
export const fromThandi = { person: '2799900001', business: '2799900002', timestamp: 1506607698000 };

export const parse = (event: string, entry: unknown) => parseCallback({ event: { [event]: [entry] } });

/** The one event of a callback, without its raw entry. */
export function only(parsed: ReturnType<typeof parseCallback>): Omit<InboundEvent, 'raw'> {
  expect(parsed.events, JSON.stringify(parsed)).to.have.length(1);
  expect(parsed.passedOver).to.deep.equal([]);
  const { raw, ...event } = parsed.events[0] ?? expect.fail();
  expect(raw).to.be.an('object');
  return event;
}

/** The one message of a callback, as it is when it is read back from a store. */
export function stored(event: string, fields: object) {
  const [message] = parse(event, { ...ids, ...fields }).events;
  const read = inboundEvent.parse(JSON.parse(JSON.stringify(message)));
  return read.kind === 'status' ? expect.fail() : read;
}
