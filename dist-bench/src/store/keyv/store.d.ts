import type { Keyv } from 'keyv';
import type { Store } from '../store.js';
import { type KeyvStoreOptions } from './open.js';
/** Opens a user's own Keyv as a store for one process. Rejects with StoreError if another process has it open. */
export declare function openKeyvStore(keyv: Keyv, options?: KeyvStoreOptions): Promise<Store>;
