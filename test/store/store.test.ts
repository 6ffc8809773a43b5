import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigurationError, StoreError } from '../../src/core/errors.js';
import { openStore, type Store } from '../../src/store/open.js';
import { eventually } from '../support/eventually.js';
import { rejection } from '../support/rejection.js';
import { describeEveryStore } from './everyStore.js';

describeEveryStore('a store', (openFresh) => {
  let store: Store;

  before(async () => {
    store = await openFresh();
  });
  after(async () => {
    await store.close();
  });

  const fresh = <T>(options?: { ttlMs?: number }) => store.keyv<T>(randomUUID(), options);

  it('gives the same Keyv for the same namespace', () => {
    expect(store.keyv('same')).to.equal(store.keyv('same'));
    expect(store.keyv('same')).not.to.equal(store.keyv('other'));
  });

  it('gives back what was set, as a copy', async () => {
    const keyv = fresh<{ list: number[] }>();
    const value = { list: [1] };
    await keyv.set('key', value);
    value.list.push(2);
    expect(await keyv.get('key')).to.deep.equal({ list: [1] });
    expect(await keyv.get('nothing')).to.equal(undefined);
    expect(await keyv.has('key')).to.equal(true);
    expect(await keyv.has('nothing')).to.equal(false);
  });

  it('answers getMany in the order of the keys', async () => {
    const keyv = fresh<number>();
    await keyv.set('a', 1);
    await keyv.set('b', 2);
    expect(await keyv.getMany(['b', 'none', 'a', 'b'])).to.deep.equal([2, undefined, 1, 2]);
    expect(await keyv.getMany([])).to.deep.equal([]);
  });

  it('says of a deletion whether all was there', async () => {
    const keyv = fresh<number>();
    await keyv.set('a', 1);
    await keyv.set('b', 2);
    expect(await keyv.delete('a')).to.equal(true);
    expect(await keyv.delete('a')).to.equal(false);
    expect(await keyv.delete(['a', 'b'])).to.equal(false);
    expect(await keyv.getMany(['a', 'b'])).to.deep.equal([undefined, undefined]);
    expect(await keyv.delete([])).to.equal(true);
  });

  it('keeps namespaces apart, whatever colons they hold', async () => {
    const name = randomUUID();
    const pairs: [string, string][] = [
      [name, 'b:c'],
      [`${name}:b`, 'c'],
      [name, `${name}:b:c`],
      [name, 'c'],
    ];
    for (const [index, [namespace, key]] of pairs.entries()) await store.keyv<number>(namespace).set(key, index);
    for (const [index, [namespace, key]] of pairs.entries()) {
      expect(await store.keyv<number>(namespace).get(key), key).to.equal(index);
      expect(await store.keyv<number>(namespace).getMany([key]), key).to.deep.equal([index]);
    }
  });

  it('clears one namespace, or everything', async () => {
    const name = randomUUID();
    const [one, two] = [store.keyv<number>(name), store.keyv<number>(`${name}0`)];
    await one.set('key', 1);
    await two.set('key', 2);
    await one.clear();
    expect([await one.get('key'), await two.get('key')]).to.deep.equal([undefined, 2]);
    await store.clear();
    expect(await two.get('key')).to.equal(undefined);
  });

  it('keeps every JSON value as it is, under every key', async () => {
    const keyv = fresh<unknown>();
    const key = fc.string({ unit: 'binary', maxLength: 40 });
    const text = fc.oneof(fc.string(), fc.constantFrom(':abc', ':base64:xx', '::', ':'));
    const value = fc.jsonValue({ stringUnit: 'binary' });
    await fc.assert(
      fc.asyncProperty(key, value, text, async (at, json, string) => {
        const written = JSON.parse(JSON.stringify({ json, string, deep: [{ string }] }));
        await keyv.set(at, written);
        expect(await keyv.get(at)).to.deep.equal(written);
        await keyv.update(at, () => string);
        expect(await keyv.getMany([at])).to.deep.equal([string]);
        expect(await keyv.delete(at)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('tells long keys apart that differ only at the end', async () => {
    const keyv = fresh<string>();
    for (const length of [1000, 1023, 1024, 1025, 1978, 5000]) {
      for (const unit of ['k', 'é', '😀', '\u0000', '\u0001']) {
        const beginning = unit.repeat(length);
        await keyv.set(`${beginning}1`, 'one');
        await keyv.set(`${beginning}2`, 'two');
        expect(await keyv.getMany([`${beginning}1`, `${beginning}2`, beginning])).to.deep.equal([
          'one',
          'two',
          undefined,
        ]);
      }
    }
    await keyv.clear();
    expect(await keyv.get(`${'k'.repeat(5000)}1`)).to.equal(undefined);
  });

  it('forgets a value after its time', async () => {
    const keyv = fresh<string>({ ttlMs: 60 });
    await keyv.set('default', 'x');
    await keyv.set('longer', 'x', 60_000);
    await keyv.set('always', 'x', 0);
    await keyv.update('updated', () => 'x');
    await keyv.update('updated longer', () => 'x', 60_000);
    const names = ['default', 'longer', 'always', 'updated', 'updated longer'];
    await eventually(async () => {
      expect(await keyv.getMany(names)).to.deep.equal([undefined, 'x', 'x', undefined, 'x']);
    });
    expect(await keyv.get('default')).to.equal(undefined);
    expect(await keyv.has('updated')).to.equal(false);
    expect(await keyv.update('default', (current) => current ?? 'new')).to.equal('new');
  });

  it('keeps what was renewed before its time', async () => {
    const keyv = fresh<number>();
    await keyv.set('key', 1, 60);
    await keyv.set('marker', 1, 60);
    await keyv.set('key', 2, 60_000);
    await eventually(async () => expect(await keyv.get('marker')).to.equal(undefined));
    expect(await keyv.get('key')).to.equal(2);
  });

  it('answers a ping', () => store.ping());

  describe('update', () => {
    it('resolves with what is stored afterwards', async () => {
      const keyv = fresh<{ at: unknown }>();
      const date = new Date(0);
      expect(await keyv.update('key', () => ({ at: date }))).to.deep.equal({ at: date.toISOString() });
      expect(await keyv.get('key')).to.deep.equal({ at: date.toISOString() });
    });

    it('deletes where undefined is returned', async () => {
      const keyv = fresh<number>();
      await keyv.set('key', 1);
      expect(await keyv.update('key', () => undefined)).to.equal(undefined);
      expect(await keyv.has('key')).to.equal(false);
      expect(await keyv.update('key', (current) => current)).to.equal(undefined);
    });

    it('writes nothing where the same reference is returned', async () => {
      const keyv = fresh<{ count: number }>();
      await keyv.set('key', { count: 1 });
      const kept = await keyv.update('key', (current) => {
        if (current) current.count = 2;
        return current;
      });
      expect(kept).to.deep.equal({ count: 2 });
      expect(await keyv.get('key')).to.deep.equal({ count: 1 });
    });

    it('writes nothing where the change throws, and rejects with its error', async () => {
      const keyv = fresh<number>();
      await keyv.set('key', 1);
      const failing = keyv.update('key', () => {
        throw new RangeError('no');
      });
      expect((await rejection(failing, RangeError)).message).to.equal('no');
      expect(await keyv.get('key')).to.equal(1);
      expect(await keyv.update('key', (current = 0) => current + 1)).to.equal(2);
    });

    it('counts 200 concurrent increments as 200', async () => {
      const keyv = fresh<number>();
      const increments = Array.from({ length: 200 }, () => keyv.update('key', (count = 0) => count + 1));
      const seen = await Promise.all(increments);
      expect(await keyv.get('key')).to.equal(200);
      expect(new Set(seen).size).to.equal(200);
    });
  });
});

describeEveryStore('a store that is opened again', (openFresh, openAgain) => {
  if (!openAgain) return;

  it('gives back what was written, and has forgotten what was deleted', async () => {
    const first = await openFresh();
    await first.keyv('numbers').set('kept', { list: [1, null] });
    await first.keyv('numbers').set('deleted', 2);
    await first.keyv('numbers').delete('deleted');
    await first.keyv('cleared').set('key', 3);
    await first.keyv('cleared').clear();
    await first.close();
    const second = await openAgain();
    expect(await second.keyv('numbers').getMany(['kept', 'deleted'])).to.deep.equal([{ list: [1, null] }, undefined]);
    expect(await second.keyv('cleared').get('key')).to.equal(undefined);
    await second.close();
  });
});

describeEveryStore('a closed store', (openFresh) => {
  it('rejects every verb with StoreError', async () => {
    const store = await openFresh();
    const keyv = store.keyv<number>('numbers');
    await keyv.set('key', 1);
    await store.close();
    await store.close();
    const verbs: Record<string, () => Promise<unknown>> = {
      get: () => keyv.get('key'),
      getMany: () => keyv.getMany(['key']),
      set: () => keyv.set('key', 2),
      setMany: () => keyv.setMany([{ key: 'key', value: 2 }]),
      delete: () => keyv.delete('key'),
      deleteMany: () => keyv.deleteMany(['key']),
      has: () => keyv.has('key'),
      clear: () => keyv.clear(),
      update: () => keyv.update('key', () => 2),
      ping: () => store.ping(),
      'store.clear': () => store.clear(),
    };
    for (const [name, verb] of Object.entries(verbs)) {
      const error = await rejection(verb(), StoreError);
      expect(error.message, name).to.match(/^The store .+ is closed\.$/);
    }
  });
});

describeEveryStore('closing a store', (openFresh) => {
  it('waits for what is under way', async () => {
    const store = await openFresh();
    const keyv = store.keyv<number>('numbers');
    const seen: string[] = [];
    const verbs = [keyv.set('a', 1), keyv.update('b', () => 2), keyv.update('b', (b = 0) => b + 1)];
    const all = Promise.all(verbs).then(() => seen.push('done'));
    // Keyv hands over a moment after it is called.
    await Promise.resolve();
    await store.close();
    await all;
    expect(seen).to.deep.equal(['done']);
  });
});

describe('openStore', () => {
  const wrong = [
    '',
    'memory',
    './data',
    'lmdb',
    'lmdb:',
    'file:./data',
    'http://user:secret@host',
    'redis:host',
    'redis://:secret@host:port',
    'redis://:secret@host/one',
    'redis://:secret@host/0?tls=secret',
  ];
  for (const url of wrong) {
    it(`says what is wrong with ${JSON.stringify(url)}`, async () => {
      const error = await rejection(openStore(url), ConfigurationError);
      expect(error.message).to.match(/lmdb:|redis:\/\/|prefix/);
      expect(error.message).not.to.contain('secret');
      expect(error.cause).to.equal(undefined);
    });
  }

  it('names all kinds in the sentence for an unknown one', async () => {
    const error = await rejection(openStore('mongodb://host'), ConfigurationError);
    expect(error.message).to.contain('must start with lmdb:, memory: or redis://');
  });
});
