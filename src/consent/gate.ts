import type { Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import { type ConsentError, NotSignedUpError, OptedOutError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { ConsentBook } from './book.js';
import { type ConsentRecord, type Denial, denialOf, type Need } from './record.js';
import type { TopicCatalog } from './topics.js';

export interface ConsentGateDeps {
  readonly book: ConsentBook;
  readonly topics: TopicCatalog;
  readonly clock: Clock;
}

/** A message that the person's consent does not allow. */
export interface Denied {
  readonly denial: Denial;
  readonly error: ConsentError;
}

/** Lets through what a person has allowed, and says why it does not. */
export class ConsentGate {
  readonly #deps: ConsentGateDeps;

  constructor(deps: ConsentGateDeps) {
    this.#deps = deps;
  }

  /** Why the message may not be sent now; `undefined` if it may. */
  async denied(conversation: Conversation, need: Need): Promise<Denied | undefined> {
    return this.judge(await this.#deps.book.read(conversation), need);
  }

  /** The same, of a record that is known. */
  judge(record: ConsentRecord | undefined, need: Need): Denied | undefined {
    const { topics, clock } = this.#deps;
    const { topic, isMarketing } = need;
    const isOfMarketing = topic !== undefined && topics.find(topic)?.topic.category === 'marketing';
    const denial = denialOf(record, { topic, isMarketing: isMarketing || isOfMarketing }, clock.now());
    return denial && { denial, error: this.#errorOf(denial, record, need) };
  }

  /** See `ConsentBook.lookWrite`. */
  lookWrite(conversation: Conversation, onKnown: (record: ConsentRecord | undefined) => void): Write {
    return this.#deps.book.lookWrite(conversation, onKnown);
  }

  #errorOf(denial: Denial, record: ConsentRecord | undefined, { topic }: Need): ConsentError {
    const { topics } = this.#deps;
    const title = topic === undefined ? undefined : `“${topics.titleOf(topic)}”`;
    const isUnknown = topic !== undefined && !topics.find(topic);
    const unknown = isUnknown ? ', which is none of the topics that this program declares' : '';
    const subscription = topic === undefined ? undefined : record?.topics?.[topic];
    switch (denial) {
      case 'not-signed-up':
        return new NotSignedUpError(`The person has not signed up for ${title}${unknown}.`, topic);
      case 'marketing-stopped': {
        const { at = 0 } = record?.marketingStopped ?? {};
        return new OptedOutError(`The person has stopped marketing messages in WhatsApp (${dayOf(at)}).`, topic);
      }
      case 'stopped': {
        if (subscription?.byStop) {
          return new OptedOutError(`The person has answered STOP to ${title} (${dayOf(subscription.at)}).`, topic);
        }
        const { at = 0, source = '' } = record?.stopped ?? {};
        const how = source === 'chat' ? 'has written STOP' : 'has opted out of our messages';
        const by = source === 'chat' ? '' : `, ${source}`;
        return new OptedOutError(`The person ${how} (${dayOf(at)}${by}).`, topic);
      }
    }
  }
}

/** As `2026-11-27`, in UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
