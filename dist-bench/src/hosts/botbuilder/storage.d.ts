import type { Storage, StoreItems } from 'botbuilder';
import type { AtomicKeyv } from '../../store/atomicKeyv.js';
/**
 * Bot Framework's Storage over any store, for ConversationState, UserState and items of your own.
 *
 * Items are JSON: reading returns a copy, `undefined` fields are dropped, and dates become strings. Each write gives an
 * item a new eTag. An item without an eTag, or with `*`, overwrites. An item with the eTag that it was read with is
 * written only if it was neither changed nor deleted since; otherwise `write` rejects with ETagConflictError. Conflicts
 * are checked before anything is written. Rejects with StoreError if the store fails.
 *
 * The writes of a turn of `ClickatellAdapter` are committed together with the turn's end. If a turn runs again because
 * its process ended first, it finds everything as it was the first time, so one answer never advances a dialog twice.
 * This requires that the adapter and the bot's state use the same store.
 *
 * ```ts
 * const storage = new KeyvStorage(store.keyv('bot-state'));
 * const conversationState = new ConversationState(storage);
 * ```
 */
export declare class KeyvStorage implements Storage {
    #private;
    constructor(keyv: AtomicKeyv<unknown>);
    /** @throws InvalidInputError without a list of keys, in MemoryStorage's words. */
    read(keys: string[]): Promise<StoreItems>;
    /** @throws InvalidInputError without changes, in MemoryStorage's words, and for an item or an eTag that is none. */
    write(changes: StoreItems): Promise<void>;
    /** @throws InvalidInputError without a list of keys. */
    delete(keys: string[]): Promise<void>;
}
