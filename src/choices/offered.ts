import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { Choice } from './action.js';

/** How long a person may take to answer, in ms: 30 days. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The choices that a conversation was last offered, so that an inbound "2" or a title finds its action. Choices that
 * are too large for the id of a button are kept here, too, under the id that the button carries instead.
 */
export class OfferedChoices {
  readonly #choices: Table<readonly Choice[]>;
  readonly #kept: Table<Choice>;

  constructor(store: Store) {
    this.#choices = new Table(store, 'choices', { ttlMs });
    this.#kept = new Table(store, 'actions', { ttlMs });
  }

  /** `undefined` for none. Not a promise if the store is in this process. */
  read(conversation: string): readonly Choice[] | undefined | Promise<readonly Choice[] | undefined> {
    return this.#choices.read(conversation);
  }

  /** Replaces the choices offered before. An empty list leaves nothing to choose. */
  replaceWrite(conversation: string, choices: readonly Choice[]): Write {
    return this.#choices.set(conversation, choices.length > 0 ? choices : undefined);
  }

  /** Moves them to another conversation. If that has some as well, `isLast` says whether those that come count. */
  takeOverWrites(from: string, to: string, isLast: () => boolean): Write[] {
    return this.#choices.moveWrites(from, to, (own, moved) => (isLast() ? moved : own));
  }

  /**
   * Keeps a choice that a conversation was offered for 30 days, under an id that a button carries: printable ASCII, at most
   * 256 characters.
   */
  keepWrite(conversation: string, id: string, choice: Choice): Write {
    return this.#kept.set(keyOf(conversation, id), choice);
  }

  /**
   * The choice that was kept under an id for one of these conversations; `undefined` if the id is not ours or more than 30
   * days old.
   */
  async kept(conversations: readonly string[], id: string): Promise<Choice | undefined> {
    if (!/^[!-~]{1,256}$/.test(id)) return undefined;
    const found = await this.#kept.readMany(conversations.map((conversation) => keyOf(conversation, id)));
    return found.find((choice) => choice !== undefined);
  }
}

function keyOf(conversation: string, id: string): string {
  return `${conversation}/${id}`;
}
