import { expect } from 'chai';
import { DamagedValueError, StoreError } from '../../src/core/errors.js';
import type { ChannelEvent } from '../../src/core/observe.js';
import { LeftOver } from '../../src/lanes/leftOver.js';
import { runWithRetries } from '../../src/lanes/runWithRetries.js';
import { laneSettings } from '../../src/lanes/settings.js';
import { rejection } from '../support/rejection.js';

const settings = laneSettings({ attempts: 3, retryDelayMs: 1 });

describe('runWithRetries', () => {
  /** A handler that fails with these, one after another, and then succeeds. */
  const failing = (errors: Error[]) => async () => {
    const error = errors.shift();
    if (error) throw error;
  };
  const run = (errors: Error[], mayRetry = async () => true, isOver = () => false) =>
    runWithRetries(failing(errors), settings, { mayRetry, isOver });

  it('waits for a store that is away, however long, without counting', async () => {
    const away = Array.from({ length: 6 }, () => new StoreError('away'));
    expect(await run([new Error('one'), ...away, new Error('two')])).to.equal(undefined);
  });

  it('gives up after so many failures that are the item’s own', async () => {
    const last = new RangeError('3');
    expect(await run([new TypeError('1'), new TypeError('2'), last])).to.equal(last);
    const damaged = Array.from({ length: 3 }, () => new DamagedValueError('damaged'));
    expect(await run([...damaged])).to.equal(damaged[2]);
  });

  it('ends between two tries where the item is no longer to be run here, which it asks until the store answers', async () => {
    const answers = [new StoreError('away'), new StoreError('away')];
    const mayRetry = async () => {
      const error = answers.shift();
      if (error) throw error;
      return false;
    };
    expect(await run([new Error('one'), new Error('two')], mayRetry)).to.equal(false);
    expect(answers).to.have.length(0);
  });

  it('neither repeats nor reports what is left over', async () => {
    const events: ChannelEvent[] = [];
    const observed = { ...settings, observe: (event: ChannelEvent) => events.push(event) };
    const options = { mayRetry: async () => true, isOver: () => false };
    expect(await runWithRetries(failing([new LeftOver()]), observed, options)).to.equal(false);
    expect(events).to.deep.equal([]);
  });

  it('asks no more whether there may be another try once it is over', async () => {
    const away = new StoreError('away');
    const asking = run(
      [new Error('one')],
      () => Promise.reject(away),
      () => true,
    );
    expect(await rejection(asking, StoreError)).to.equal(away);
  });

  it('tells of one outage once, and of every failure that is the item’s own', async () => {
    const events: ChannelEvent[] = [];
    const observed = { ...settings, observe: (event: ChannelEvent) => events.push(event) };
    const errors = [new StoreError('a'), new StoreError('a'), new TypeError('b'), new TypeError('c')];
    await runWithRetries(failing(errors), observed, { mayRetry: async () => true, isOver: () => false });
    const told = events.map((event) => event.kind === 'fault' && event.error.message);
    expect(told).to.deep.equal(['a', 'b', 'c']);
  });
});
