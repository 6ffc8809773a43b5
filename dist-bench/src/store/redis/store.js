import { Leases } from '../../core/leases.js';
import { BackendStore } from '../backendStore.js';
import { openRedis } from './open.js';
/** Connects to Redis. Rejects with StoreError if that is not possible now. */
export async function openRedisStore(url, answerMs) {
    return new RemoteStore(await openRedis(url, answerMs));
}
class RemoteStore extends BackendStore {
    url;
    prefix;
    client;
    constructor({ url, prefix, client, values, pacing, mailbox }) {
        super('redis', { shared: true, values, leases: new Leases(), pacing, mailbox });
        this.url = url;
        this.prefix = prefix;
        this.client = client;
    }
}
