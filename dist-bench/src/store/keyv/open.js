import { systemClock } from '../../core/clock.js';
import { KeyvEngine } from './engine.js';
import { Expiries } from './expiries.js';
import { KeyvMailbox, MailboxIndex } from './mailbox.js';
import { Ownership } from './ownership.js';
import { Rows } from './rows.js';
import { KeyvValues } from './values.js';
/**
 * Opens a user's own Keyv as a store for one process. The keys of its rows start with `bac/`, so the Keyv can hold
 * other values too. Rejects with StoreError if another process has it open or if the store does not answer.
 *
 * ```ts
 * const store = await openKeyv(new Keyv(new KeyvPostgres(uri), { namespace: 'bot' }));
 * ```
 */
export async function openKeyv(keyv, options = {}) {
    const clock = options.clock ?? systemClock;
    const rows = new Rows(keyv);
    const owner = await Ownership.take(rows, { ...options, clock });
    try {
        return await openOwned(rows, owner, clock);
    }
    catch (error) {
        await owner.release().catch(() => { });
        throw error;
    }
}
async function openOwned(rows, owner, clock) {
    const noted = [];
    let expiries;
    const engine = await KeyvEngine.open(rows, owner, clock, {
        onExpiring: (key, expires) => {
            if (expiries)
                expiries.note(key, expires);
            else
                noted.push([key, expires]);
        },
        onRecord: () => expiries?.onRecord(),
    });
    expiries = new Expiries(engine, clock);
    const index = new MailboxIndex(engine);
    const close = async () => {
        await expiries.close();
        await engine.close();
    };
    try {
        await expiries.open();
        await index.open();
    }
    catch (error) {
        await close();
        throw error;
    }
    for (const [key, expires] of noted)
        expiries.note(key, expires);
    return {
        kind: 'keyv',
        place: rows.place,
        values: new KeyvValues(engine),
        mailbox: (itemClock) => new KeyvMailbox(index, itemClock),
        sweep: () => expiries.sweep(),
        close,
    };
}
