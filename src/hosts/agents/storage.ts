import type { Storage, StoreItem } from '@microsoft/agents-hosting';
import { HostStorage } from '../../hosting/storage.js';

/**
 * The Agents SDK's Storage over any store, for TurnState, ConversationState, UserState, `app.proactive` and items of your
 * own.
 *
 * Items are JSON: reading returns a copy, `undefined` fields are dropped, and dates become strings. Each write gives an
 * item a new eTag. An item without an eTag, or with `*`, overwrites. An item with the eTag that it was read with is
 * written only if it was neither changed nor deleted since; otherwise `write` rejects with ETagConflictError. Conflicts
 * are checked before anything is written. Rejects with StoreError if the store fails.
 *
 * The writes of a turn of `ClickatellAgentsAdapter` are committed together with the turn's end. If a turn runs again
 * because its process ended first, it finds everything as it was the first time, so one answer never advances a
 * conversation twice. This requires that the adapter and the bot's state use the same store.
 *
 * ```ts
 * const storage = new KeyvStorage(store.keyv('bot-state'));
 * const app = new AgentApplication<TurnState>({ adapter, storage });
 * ```
 */
export class KeyvStorage extends HostStorage implements Storage {
  override read(keys: string[]): Promise<StoreItem> {
    return super.read(keys);
  }

  override write(changes: StoreItem): Promise<void> {
    return super.write(changes);
  }
}
