import type { Conversation } from '../core/conversation.js';
import type { Write } from '../core/write.js';

/** Who has signed up for a subscription, by our number. */
export class Subscribers {
  /** The writes after which a person is, or is not, among the subscribers. */
  writes(_conversation: Conversation, _topic: string, _isIn: boolean): Write[] {
    return [];
  }
}
