import { expect } from 'chai';
import { DamagedValueError, StoreError } from '../../src/core/errors.js';
import { attempt } from '../../src/lanes/runWithRetries.js';
import { laneSettings } from '../../src/lanes/settings.js';

const item = { id: 'a', lane: 'lane', payload: {} };
const settings = laneSettings({ attempts: 3, retryDelayMs: 1 });

describe('attempt', () => {
  /** A handler that fails with these, one after another, and then succeeds. */
  const failing = (errors: Error[]) => async () => {
    const error = errors.shift();
    if (error) throw error;
  };
  const run = (errors: Error[], mayRetry = async () => true) => attempt(item, failing(errors), settings, mayRetry);

  it('waits for a store that is away, however long, without counting', async () => {
    const away = Array.from({ length: 6 }, () => new StoreError('away'));
    expect(await run([new Error('one'), ...away, new Error('two')])).to.equal(undefined);
  });

  it('gives up after so many failures that are the item’s own', async () => {
    expect(await run([new TypeError('1'), new TypeError('2'), new RangeError('3')])).to.equal('RangeError');
    const damaged = Array.from({ length: 3 }, () => new DamagedValueError('damaged'));
    expect(await run(damaged)).to.equal('DamagedValueError');
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
});
