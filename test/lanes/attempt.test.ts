import { expect } from 'chai';
import { DamagedValueError, StoreError } from '../../src/errors.js';
import { attempt } from '../../src/lanes/attempt.js';
import { laneSettings } from '../../src/lanes/settings.js';

const item = { id: 'a', lane: 'lane', payload: {} };
const settings = laneSettings({ attempts: 3, retryDelayMs: 1 });

describe('attempt', () => {
  /** A handler that fails with these, one after another, and then succeeds. */
  const failing = (errors: Error[]) => async () => {
    const error = errors.shift();
    if (error) throw error;
  };
  const run = (errors: Error[], isStopping = () => false) => attempt(item, failing(errors), settings, isStopping);

  it('waits for a store that is away, however long, without counting', async () => {
    const away = Array.from({ length: 6 }, () => new StoreError('away'));
    expect(await run([new Error('one'), ...away, new Error('two')])).to.equal(undefined);
  });

  it('gives up after so many failures that are the item’s own', async () => {
    expect(await run([new TypeError('1'), new TypeError('2'), new RangeError('3')])).to.equal('RangeError');
    const damaged = Array.from({ length: 3 }, () => new DamagedValueError('damaged'));
    expect(await run(damaged)).to.equal('DamagedValueError');
  });

  it('ends between two tries when the lanes stop', async () => {
    expect(await run([new StoreError('away'), new StoreError('away')], () => true)).to.equal(false);
  });
});
