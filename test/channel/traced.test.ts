import { expect } from 'chai';
import { ownPayload } from '../../src/channel/payload.js';
import { carrying, tracedItem } from '../../src/channel/traced.js';
import type { TracedWork, Tracing } from '../../src/core/tracing.js';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const item = { id: 'n-1', lane: '27110000001:27820000001', payload: ownPayload({ kind: 'notification', id: 'n-1' }) };

/** Tells what was traced. `carried`: the trace of the calling code. */
function told(carried?: string): Tracing & { readonly spans: TracedWork[] } {
  const spans: TracedWork[] = [];
  return {
    spans,
    span(what, work) {
      spans.push(what);
      return work();
    },
    carry: () => carried,
    fail: () => {},
  };
}

describe('An item of a lane', () => {
  it('carries the trace of whatever brings it to the process that runs it', async () => {
    const [stored] = structuredClone(carrying([item], told(traceparent)));
    const later = told();
    let ran = 0;
    await tracedItem(stored ?? item, later, async () => {
      ran += 1;
    });
    const what = { operation: 'process', kind: 'notification', business: '…0001', traceparent };
    expect([ran, later.spans]).to.deep.equal([1, [what]]);
  });

  it('stays as it is where nothing is traced', async () => {
    for (const tracing of [undefined, told()]) expect(carrying([item], tracing)).to.deep.equal([item]);
    const begun = told();
    await tracedItem(item, begun, async () => {});
    expect(begun.spans).to.deep.equal([
      { operation: 'process', kind: 'notification', business: '…0001', traceparent: undefined },
    ]);
  });
});
