import type { Keyv } from 'keyv';
import { Leases } from '../../core/leases.js';
import { BackendStore } from '../backendStore.js';
import type { OwnEngine, Store } from '../store.js';
import { type KeyvStoreOptions, openKeyv } from './open.js';

/** Opens a user's own Keyv as a store for one process. Rejects with StoreError if another process has it open. */
export async function openKeyvStore(keyv: Keyv, options?: KeyvStoreOptions): Promise<Store> {
  const { values, mailbox, close } = await openKeyv(keyv, options);
  const engine: OwnEngine = {
    shared: false,
    values: {
      getMany: (keys) => values.getMany(keys),
      commit: (writes) => values.commit(writes),
      delete: (keys) => values.delete(keys),
      clear: (keyPrefix) => values.clear(keyPrefix),
      scan: () => values.scan(),
      leftMs: (key) => values.leftMs(key),
      scrub: (isTheirs) => values.scrub(isTheirs),
      close,
    },
    mailbox,
    leases: new Leases(),
  };
  return new BackendStore('keyv', engine);
}
