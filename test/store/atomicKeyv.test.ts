import { expect } from 'chai';
import { StoreError } from '../../src/core/errors.js';
import { AtomicKeyv } from '../../src/store/atomicKeyv.js';
import { type Backend, guarded } from '../../src/store/backend.js';
import { MemoryBackend } from '../../src/store/memory/values.js';
import { rejection } from '../support/rejection.js';

const verbs: Record<string, (keyv: AtomicKeyv<number>) => Promise<unknown>> = {
  get: (keyv) => keyv.get('key'),
  'get with an array': (keyv) => keyv.get(['key']),
  getMany: (keyv) => keyv.getMany(['key']),
  getRaw: (keyv) => keyv.getRaw('key'),
  has: (keyv) => keyv.has('key'),
  hasMany: (keyv) => keyv.hasMany(['key']),
  set: (keyv) => keyv.set('key', 1),
  setMany: (keyv) => keyv.setMany([{ key: 'key', value: 1 }]),
  delete: (keyv) => keyv.delete('key'),
  'delete with an array': (keyv) => keyv.delete(['key']),
  clear: (keyv) => keyv.clear(),
  update: (keyv) => keyv.update('key', () => 1),
};

describe('AtomicKeyv over a store that fails', () => {
  const outage = new Error('disk on fire');
  const fail = () => Promise.reject(outage);
  const broken: Backend = { getMany: fail, set: fail, delete: fail, clear: fail, update: fail, close: fail };

  for (const [name, verb] of Object.entries(verbs)) {
    it(`rejects ${name}`, async () => {
      const keyv = new AtomicKeyv<number>(guarded(broken, 'redis://host:1'), { namespace: 'numbers' });
      const error = await rejection(verb(keyv), StoreError);
      expect(error.message).to.match(/^The store redis:\/\/host:1 could not be (read|written|cleared)\.$/);
      expect(error.cause).to.equal(outage);
    });
  }
});

describe('AtomicKeyv over a damaged value', () => {
  for (const raw of ['null', '1', '{', '"text"', '{"expires":"soon"}']) {
    for (const name of ['get', 'getMany', 'has', 'update']) {
      it(`rejects ${name} of ${raw}`, async () => {
        const backend = new MemoryBackend();
        await backend.set('numbers:key', raw);
        const keyv = new AtomicKeyv<number>(backend, { namespace: 'numbers' });
        await rejection(Promise.resolve(verbs[name]?.(keyv)), StoreError);
        await backend.close();
      });
    }
  }
});
