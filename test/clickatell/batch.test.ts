import { expect } from 'chai';
import { Batcher, mostInside } from '../../src/clickatell/batch.js';
import type { Outcome } from '../../src/clickatell/outcome.js';
import { RetryLater } from '../../src/clickatell/retry.js';
import { SendFailedError, SendOutcomeUnknownError, SendRefusedError } from '../../src/core/errors.js';
import { gate, message, rejection, until } from './provider.js';

/** A batcher whose requests end when the test says so. */
function setUp({ batchSize = 50, maxRequests = 1, largest = 1_000 } = {}) {
  const requests: { ids: string[]; end: (outcome?: Outcome) => void }[] = [];
  const batcher = new Batcher({
    batchSize,
    maxRequests,
    post: async (messages) => {
      const { opened, open } = gate();
      let given: Outcome | undefined;
      const ids = messages.map(({ clientMessageId }) => clientMessageId);
      const end = (outcome?: Outcome) => {
        given = outcome;
        open();
      };
      requests.push({ ids, end });
      await opened;
      if (messages.length > largest)
        return messages.map(() => ({ kind: 'refused', code: 22, description: 'too many' }));
      return ids.map((id) => given ?? { kind: 'accepted', apiMessageId: `api-${id}` });
    },
  });
  const seen = () => requests.map(({ ids }) => ids.join(' '));
  const send = (ids: string) => ids.split(' ').map((id) => batcher.send(message(id)));
  const endAll = async (count: number) => {
    for (let place = 0; place < count; place += 1) {
      await until(() => requests.length > place);
      requests[place]?.end();
    }
  };
  return { batcher, requests, seen, send, endAll };
}

describe('Batcher', () => {
  it('sends at once when idle, and gathers what comes while a request is under way', async () => {
    const { seen, send, endAll } = setUp();
    const first = send('a');
    await until(() => seen().length === 1);
    const rest = [...send('b'), ...send('c d')];
    const ended = endAll(2);
    expect(await Promise.all([...first, ...rest])).to.deep.equal(
      ['a', 'b', 'c', 'd'].map((id) => ({ apiMessageId: `api-${id}` })),
    );
    await ended;
    expect(seen()).to.deep.equal(['a', 'b c d']);
  });

  it('puts what comes in one turn into one request', async () => {
    const { seen, send, endAll } = setUp({ maxRequests: 4 });
    await Promise.all([...send('a b c'), endAll(1)]);
    expect(seen()).to.deep.equal(['a b c']);
  });

  it('keeps to a limit that was set later, which never raises its own', async () => {
    const { batcher, seen, send, endAll } = setUp({ batchSize: 3 });
    batcher.limit(2);
    batcher.limit(50);
    await Promise.all([...send('a b c'), endAll(2)]);
    expect(seen()).to.deep.equal(['a b', 'c']);
  });

  it('puts files inside messages into one request only as far as they fit', async () => {
    const { batcher, seen, send, endAll } = setUp();
    const content = 'A'.repeat(mostInside / 2);
    const inside = (id: string) => batcher.send({ ...message(id), content, contentType: 'image/png' });
    await Promise.all([inside('a'), ...send('b'), inside('c'), inside('d'), ...send('e'), endAll(2)]);
    expect(seen()).to.deep.equal(['a b c', 'd e']);
  });

  it('lets nobody wait behind a slow request while there is room', async () => {
    const { requests, seen, send } = setUp({ maxRequests: 2 });
    const slow = send('slow');
    await until(() => seen().length === 1);
    const quick = send('quick');
    await until(() => seen().length === 2);
    requests[1]?.end();
    await Promise.all(quick);
    requests[0]?.end();
    await Promise.all(slow);
    expect(seen()).to.deep.equal(['slow', 'quick']);
  });

  it('fills requests up to the batch size, in order', async () => {
    const { seen, send, endAll } = setUp({ batchSize: 2, maxRequests: 2 });
    await Promise.all([...send('a b c d e'), endAll(3)]);
    expect(seen()).to.deep.equal(['a b', 'c d', 'e']);
  });

  it('keeps two messages of one id out of one request', async () => {
    const { seen, send, endAll } = setUp();
    await Promise.all([...send('a b a c'), endAll(2)]);
    expect(seen()).to.deep.equal(['a b c', 'a']);
  });

  it('halves the batch size when the provider finds it too many, and keeps the order', async () => {
    const { seen, send, endAll } = setUp({ batchSize: 8, largest: 3 });
    await Promise.all([...send('a b c d e f g h i'), endAll(7)]);
    expect(seen()).to.deep.equal(['a b c d e f g h', 'a b c d', 'a b', 'c d', 'e f', 'g h', 'i']);
  });

  it('halves once for requests that were too many at the same time', async () => {
    const { seen, send, endAll } = setUp({ batchSize: 4, maxRequests: 2, largest: 2 });
    await Promise.all([...send('a b c d e f g h'), endAll(6)]);
    expect(seen().slice(0, 2)).to.deep.equal(['a b c d', 'e f g h']);
    expect(seen().slice(2).sort()).to.deep.equal(['a b', 'c d', 'e f', 'g h']);
  });

  it('takes "too many" about a single message for a refusal', async () => {
    const { send, endAll } = setUp({ largest: 0 });
    const [sent] = send('a');
    const ended = endAll(1);
    expect(await rejection(Promise.resolve(sent))).to.be.instanceOf(SendRefusedError);
    await ended;
  });

  it('asks each message at the moment its request is put together', async () => {
    const { batcher, requests, seen, send } = setUp();
    const first = send('a');
    await until(() => seen().length === 1);
    const asked: string[] = [];
    const closed = new Error('the window has closed');
    const second = batcher.send(message('b'), { before: () => asked.push('b') });
    const third = rejection(
      batcher.send(message('c'), {
        before: () => {
          throw closed;
        },
      }),
    );
    expect(asked).to.deep.equal([]);
    requests[0]?.end();
    expect(await third).to.equal(closed);
    await until(() => seen().length === 2);
    requests[1]?.end();
    await Promise.all([...first, second]);
    expect(asked).to.deep.equal(['b']);
    expect(seen()).to.deep.equal(['a', 'b']);
  });

  it('ends the waiting of a message when its signal says so, but not its request', async () => {
    const { batcher, requests, seen } = setUp();
    const stop = new AbortController();
    const reason = new Error('enough');
    const first = batcher.send(message('a'), { signal: stop.signal });
    await until(() => seen().length === 1);
    const second = rejection(batcher.send(message('b'), { signal: stop.signal }));
    stop.abort(reason);
    expect(await second).to.equal(reason);
    expect(await rejection(batcher.send(message('c'), { signal: stop.signal }))).to.equal(reason);
    requests[0]?.end();
    expect(await first).to.deep.equal({ apiMessageId: 'api-a' });
    expect(seen()).to.deep.equal(['a']);
  });

  it('rejects with the error of the outcome', async () => {
    const { requests, seen, send } = setUp();
    const [sent] = send('a');
    await until(() => seen().length === 1);
    requests[0]?.end({ kind: 'later', code: 43, problem: 'rate limit' });
    expect(await rejection(Promise.resolve(sent)))
      .to.be.instanceOf(RetryLater)
      .and.include({ code: 43 });
  });

  it('does not know the outcome when the post itself breaks, and goes on', async () => {
    let calls = 0;
    const batcher = new Batcher({
      batchSize: 1,
      maxRequests: 1,
      post: async () => {
        calls += 1;
        if (calls === 1) throw new Error('an observer failed');
        return [{ kind: 'accepted', apiMessageId: 'A' }];
      },
    });
    const [first, second] = [rejection(batcher.send(message('a'))), batcher.send(message('b'))];
    expect(await first).to.be.instanceOf(SendOutcomeUnknownError);
    expect(await second).to.deep.equal({ apiMessageId: 'A' });
  });

  it('close waits for what is under way and rejects what waits', async () => {
    const { batcher, requests, seen, send } = setUp();
    const first = send('a');
    await until(() => seen().length === 1);
    const second = rejection(batcher.send(message('b')));
    let closed = false;
    const closing = batcher.close().then(() => {
      closed = true;
    });
    expect(await second).to.be.instanceOf(SendFailedError);
    expect(closed).to.equal(false);
    requests[0]?.end();
    await Promise.all([...first, closing]);
    expect(await rejection(batcher.send(message('c')))).to.be.instanceOf(SendFailedError);
    expect(seen()).to.deep.equal(['a']);
  });
});
