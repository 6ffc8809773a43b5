import { expect } from 'chai';
import { open } from 'lmdb';
import { MovableClock } from '../../../src/core/clock.js';
import { LmdbBackend } from '../../../src/store/lmdb/values.js';
import { eventually } from '../../support/eventually.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';

describe('LmdbBackend', () => {
  after(removeFolders);

  const minute = 60_000;

  it('deletes values a while after they have expired, and no others', async () => {
    const clock = new MovableClock();
    const environment = open({ path: await temporaryFolder() });
    const backend = new LmdbBackend(environment, undefined, clock);
    const expiries = environment.openDB({ name: 'expiries', keyEncoding: 'binary', encoding: 'string' });
    await backend.set('short', 'a', minute);
    await backend.set('k'.repeat(3000), 'long key', minute);
    await backend.set('long', 'b', 100 * minute);
    await backend.set('always', 'c');
    await backend.set('renewed', 'd', minute);
    await backend.update('renewed', () => 'e', 100 * minute);
    await backend.set('kept', 'f', minute);
    await backend.set('kept', 'g');
    await backend.set('deleted', 'h', minute);
    await backend.delete(['deleted']);
    expect(await backend.sweep()).to.equal(0);
    clock.advance(3 * minute);
    expect(await backend.sweep()).to.equal(2);
    const names = ['short', 'k'.repeat(3000), 'long', 'always', 'renewed', 'kept'];
    expect(await backend.getMany(names)).to.deep.equal([undefined, undefined, 'b', 'c', 'e', 'g']);
    clock.advance(200 * minute);
    expect(await backend.sweep()).to.equal(2);
    expect(await backend.getMany(names)).to.deep.equal([undefined, undefined, undefined, 'c', undefined, 'g']);
    expect(expiries.getKeysCount()).to.equal(0);
    await backend.close();
  });

  it('sweeps so many at a time, and when it is opened', async () => {
    const clock = new MovableClock();
    const environment = open({ path: await temporaryFolder() });
    const first = new LmdbBackend(environment, async () => {}, clock);
    const keys = Array.from({ length: 30 }, (_, index) => `key ${index}`);
    await Promise.all(keys.map((key) => first.set(key, 'x', minute)));
    clock.advance(3 * minute);
    expect(await first.sweep(10)).to.equal(10);
    expect((await first.getMany(keys)).filter(Boolean)).to.have.length(20);
    await first.close();
    const second = new LmdbBackend(environment, undefined, clock);
    await eventually(async () => expect((await second.getMany(keys)).filter(Boolean)).to.have.length(0));
    await second.close();
  });
});
