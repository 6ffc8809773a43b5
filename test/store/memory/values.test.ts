import { expect } from 'chai';
import { MovableClock } from '../../../src/core/clock.js';
import { MemoryBackend } from '../../../src/store/memory/values.js';

describe('MemoryBackend', () => {
  it('lets go of what has expired', async () => {
    const clock = new MovableClock();
    const backend = new MemoryBackend(clock);
    await backend.set('short', 'a', 1000);
    await backend.set('long', 'b', 100_000);
    await backend.set('always', 'c');
    await backend.update('renewed', () => 'd', 1000);
    await backend.update('renewed', () => 'e', 100_000);
    clock.advance(2000);
    backend.sweep();
    expect(backend.size).to.equal(3);
    expect(await backend.getMany(['short', 'long', 'always', 'renewed'])).to.deep.equal([undefined, 'b', 'c', 'e']);
    await backend.close();
  });
});
