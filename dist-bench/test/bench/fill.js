import { KeyvStorage, openStore, systemClock, WindowTracker } from '../../src/index.js';
import { business, personOf } from './callbacks.js';
const atOnce = 500;
/** Makes so many people known: when each wrote last, and what the bot remembers of them. */
export async function fill(storeUrl, people) {
    const store = await openStore(storeUrl);
    try {
        const tracker = new WindowTracker(store, systemClock);
        const storage = new KeyvStorage(store.keyv('bot-state'));
        for (let first = 0; first < people; first += atOnce) {
            const some = Array.from({ length: Math.min(atOnce, people - first) }, (_, index) => personOf(first + index));
            const items = some.map((person) => [`clickatell/conversations/${business}:${person}/`, { turns: 1 }]);
            await Promise.all([
                ...some.map((person) => tracker.recordInbound({ business, person }, `m-${person}`, systemClock.now())),
                storage.write(Object.fromEntries(items)),
            ]);
        }
    }
    finally {
        await store.close();
    }
}
