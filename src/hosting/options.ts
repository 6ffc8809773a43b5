import type { ChannelOptions } from '../channel/options.js';
import type { HostActivity } from './context.js';
import type { HostStorage } from './storage.js';
import type { HostTranscripts } from './transcripts.js';

/** The options of an adapter. */
export interface HostOptions extends ChannelOptions {
  /**
   * Where the bot's state is kept (ConversationState, UserState, PrivateConversationState, TurnState), so that it follows a
   * person who turns out to have two ids (see `link`). They must be of the adapter's store and have no namespace of their
   * own: `storages: [new KeyvStorage(store.keyv('bot-state'))]`.
   */
  readonly storages?: readonly HostStorage[] | undefined;
  /**
   * Keeps what is said in each conversation, both ways, whatever path it takes: `new StoredTranscripts(store, { keptMs })`.
   * It must be of the adapter's store. Without it, no transcripts are kept.
   */
  readonly transcripts?: HostTranscripts<HostActivity> | undefined;
}
