import { ConfigurationError } from '../core/errors.js';
import { openKeyvStore } from './keyv/store.js';
import { openLmdb } from './lmdb/open.js';
import { openMemory } from './memory/open.js';
import { openRedisStore } from './redis/store.js';
export { AtomicKeyv } from './atomicKeyv.js';
export async function openStore(from, options = {}) {
    return typeof from === 'string' ? openUrl(from) : openKeyvStore(from, options);
}
async function openUrl(url) {
    if (url === 'memory:')
        return openMemory();
    if (url.startsWith('lmdb:'))
        return openLmdb(url.slice('lmdb:'.length));
    if (/^rediss?:\/\//.test(url))
        return openRedisStore(url);
    // The message does not contain the URL, which may hold a password.
    throw new ConfigurationError('The store URL must start with lmdb:, memory: or redis://, as in lmdb:./data, memory: or redis://127.0.0.1:6379/0.');
}
