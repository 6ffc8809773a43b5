import { expect } from 'chai';
import { DamagedValueError, StoreError } from '../../src/core/errors.js';
import { Leases } from '../../src/core/leases.js';
import { AtomicKeyv } from '../../src/store/atomicKeyv.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import type { Values } from '../../src/store/values.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
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
  const outage = new StoreError('The store could not be read.', { cause: new Error('disk on fire') });
  const fail = () => Promise.reject(outage);
  const scan: Values['scan'] = async function* () {
    yield await fail();
  };
  const broken: Values = {
    getMany: fail,
    commit: fail,
    delete: fail,
    clear: fail,
    scan,
    leftMs: fail,
    scrub: fail,
    close: fail,
  };

  for (const [name, verb] of Object.entries(verbs)) {
    it(`rejects ${name}`, async () => {
      const engine = { values: broken, leases: new Leases() };
      const keyv = new AtomicKeyv<number>(engine, { namespace: 'numbers' });
      expect(await rejection(verb(keyv), StoreError)).to.equal(outage);
    });
  }
});

describe('AtomicKeyv over a damaged value', () => {
  after(removeFolders);

  for (const raw of ['', '{', 'text', '{"a":', '[1']) {
    for (const name of ['get', 'getMany', 'has', 'update']) {
      it(`rejects ${name} of ${JSON.stringify(raw)}`, async () => {
        const store = await openLmdb(await temporaryFolder());
        const options = { name: 'json', encoding: 'string', keyEncoding: 'binary', useVersions: true } as const;
        await store.environment.openDB<string, Buffer>(options).put(Buffer.from('numbers:key'), raw, 0);
        const verb = verbs[name];
        if (!verb) return expect.fail(`There is no ${name}.`);
        await rejection(verb(store.keyv<number>('numbers')), DamagedValueError);
        await store.close();
      });
    }
  }
});
