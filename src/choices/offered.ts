import type { AtomicKeyv, Store } from '../store/open.js';
import type { Choice } from './action.js';

/** How long a person may take to answer. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The choices that a conversation was last offered, so that an inbound "2" or a title finds its action. Choices that
 * are too large for the id of a button are kept here, too, under the id that the button carries instead.
 */
export class OfferedChoices {
  readonly #choices: AtomicKeyv<readonly Choice[]>;
  readonly #kept: AtomicKeyv<Choice>;

  constructor(store: Store) {
    this.#choices = store.keyv('choices', { ttlMs });
    this.#kept = store.keyv('actions', { ttlMs });
  }

  async read(conversation: string): Promise<readonly Choice[]> {
    return (await this.#choices.read(conversation)) ?? [];
  }

  /** Replaces the choices offered before. An empty list leaves nothing to choose. */
  async replace(conversation: string, choices: readonly Choice[]): Promise<void> {
    if (choices.length > 0) await this.#choices.set(conversation, choices);
    else await this.#choices.delete(conversation);
  }

  /** Keeps choices for 30 days, each under an id that a button carries: printable ASCII, at most 256 characters. */
  async keep(choices: readonly { readonly id: string; readonly choice: Choice }[]): Promise<void> {
    await Promise.all(choices.map(({ id, choice }) => this.#kept.set(id, choice)));
  }

  /** The choice that was kept under an id; `undefined` if the id is not ours or more than 30 days old. */
  async kept(id: string): Promise<Choice | undefined> {
    return /^[!-~]{1,256}$/.test(id) ? this.#kept.read(id) : undefined;
  }
}
