import { expect } from 'chai';
import fc from 'fast-check';
import { RetryLater, retryDelayMs, withRetry } from '../../src/clickatell/retry.js';
import { SendFailedError } from '../../src/core/errors.js';
import { rejection } from './provider.js';

const quick = { retries: 3, minDelayMs: 1, maxDelayMs: 2 };

describe('retryDelayMs', () => {
  const times = { minDelayMs: 250, maxDelayMs: 15_000 };
  for (const [failures, code, atMost, atLeast] of [
    [1, undefined, 250, 0],
    [2, undefined, 500, 0],
    [4, 19, 2_000, 0],
    [7, undefined, 15_000, 0],
    [40, undefined, 15_000, 0],
    [1, 43, 1_250, 1_000],
    [9, 43, 15_000, 1_000],
  ] as const) {
    it(`is between ${atLeast} and ${atMost} ms after ${failures} failure(s) with code ${code}`, () => {
      expect(retryDelayMs(failures, code, times, () => 0)).to.equal(atLeast);
      expect(retryDelayMs(failures, code, times, () => 1)).to.equal(atMost);
    });
  }

  it('is never negative and never above the maximum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(undefined, 43),
        (n, min, max, code) => {
          expect(retryDelayMs(n, code, { minDelayMs: min, maxDelayMs: max })).to.be.within(0, max);
        },
      ),
    );
  });
});

describe('withRetry', () => {
  it('tries again after a RetryLater', async () => {
    let tries = 0;
    const result = await withRetry(async () => {
      tries += 1;
      if (tries < 3) throw new RetryLater('busy');
      return 'done';
    }, quick);
    expect([result, tries]).to.deep.equal(['done', 3]);
  });

  it('gives up with SendFailedError when the tries are used up', async () => {
    let tries = 0;
    const cause = new Error('connect');
    const failing = withRetry(async () => {
      tries += 1;
      throw new RetryLater('busy', { code: 19, cause });
    }, quick);
    const error = await rejection(failing);
    expect(error).to.be.instanceOf(SendFailedError).and.include({ code: 19, cause });
    expect(tries).to.equal(4);
  });

  for (const fault of [new Error('final'), new TypeError('fetch failed')]) {
    it(`lets a ${fault.name} through at once`, async () => {
      let tries = 0;
      const failing = withRetry(async () => {
        tries += 1;
        throw fault;
      }, quick);
      expect(await rejection(failing)).to.equal(fault);
      expect(tries).to.equal(1);
    });
  }

  it('ends the waiting with the reason of a signal', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const failing = withRetry(
      async () => {
        setImmediate(() => stop.abort(reason));
        throw new RetryLater('busy', { code: 43 });
      },
      { retries: 3, minDelayMs: 60_000, maxDelayMs: 60_000, signals: [new AbortController().signal, stop.signal] },
    );
    expect(await rejection(failing)).to.equal(reason);
  });

  it('keeps what a try has brought although the signal came meanwhile', async () => {
    const stop = new AbortController();
    const result = await withRetry(
      async () => {
        stop.abort();
        return 'accepted';
      },
      { ...quick, signals: [stop.signal] },
    );
    expect(result).to.equal('accepted');
  });
});
