import { trace } from '@opentelemetry/api';
import { expect } from 'chai';
import { contextOf, traceparentOf } from '../../src/otel/traceparent.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('traceparent', () => {
  for (const traceFlags of [0, 1]) {
    it(`names a span whose flags are ${traceFlags}, and is read back`, () => {
      const written = traceparentOf({ traceId, spanId, traceFlags });
      expect(written).to.equal(`00-${traceId}-${spanId}-0${traceFlags}`);
      const read = contextOf(written);
      expect(read && trace.getSpanContext(read)).to.deep.equal({ traceId, spanId, traceFlags, isRemote: true });
    });
  }

  for (const [what, text] of Object.entries({
    nothing: undefined,
    'another version': `ff-${traceId}-${spanId}-01`,
    'a trace of zeros': `00-${'0'.repeat(32)}-${spanId}-01`,
    words: 'no trace',
  })) {
    it(`is no context if it is ${what}`, () => {
      expect(contextOf(text)).to.equal(undefined);
    });
  }

  it('is not there without a span, or for one that is none', () => {
    expect(traceparentOf(undefined)).to.equal(undefined);
    expect(traceparentOf({ traceId: '0'.repeat(32), spanId, traceFlags: 1 })).to.equal(undefined);
  });
});
