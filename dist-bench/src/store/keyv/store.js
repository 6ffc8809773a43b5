import { Leases } from '../../core/leases.js';
import { BackendStore } from '../backendStore.js';
import { openKeyv } from './open.js';
/** Opens a user's own Keyv as a store for one process. Rejects with StoreError if another process has it open. */
export async function openKeyvStore(keyv, options) {
    const { values, mailbox, close } = await openKeyv(keyv, options);
    const engine = {
        shared: false,
        values: {
            getMany: (keys) => values.getMany(keys),
            commit: (writes) => values.commit(writes),
            delete: (keys) => values.delete(keys),
            clear: (keyPrefix) => values.clear(keyPrefix),
            close,
        },
        mailbox,
        leases: new Leases(),
    };
    return new BackendStore('keyv', engine);
}
