import type { AtomicKeyv, Store } from '../state/store.js';
import type { Choice } from './choices.js';

/** The choices that a conversation was last offered, so that an inbound "2" or a title finds its action. */
export class OfferedChoices {
  readonly #choices: AtomicKeyv<readonly Choice[]>;

  constructor(store: Store) {
    this.#choices = store.keyv('choices', { ttlMs: 30 * 24 * 60 * 60 * 1000 });
  }

  async read(conversation: string): Promise<readonly Choice[]> {
    return (await this.#choices.get(conversation)) ?? [];
  }

  /** `choices` take the place of those offered before; none leaves nothing to choose. */
  async replace(conversation: string, choices: readonly Choice[]): Promise<void> {
    if (choices.length > 0) await this.#choices.set(conversation, choices);
    else await this.#choices.delete(conversation);
  }
}
