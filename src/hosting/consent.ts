import { confirmationOf } from '../consent/confirmation.js';
import type { ConsentEvent } from '../consent/record.js';
import type { TopicCatalog } from '../consent/topics.js';
import { keywordIn } from '../consent/words.js';
import { SendRefusedError, WindowClosedError } from '../core/errors.js';
import { withIntent } from '../templates/message.js';
import { activityIn, type HostContext } from './context.js';
import { turnOf } from './turnOf.js';

/**
 * Answers STOP and START, so that no dialog takes them for an answer. The channel has recorded them when the message
 * came. The adapter runs it by itself, right before the bot's logic and after every other middleware.
 */
export class ConsentMiddleware {
  readonly #topics: TopicCatalog;

  constructor(topics: TopicCatalog) {
    this.#topics = topics;
  }

  /** Answers a word such as STOP, and keeps it from the bot. */
  async onTurn(context: HostContext, next: () => Promise<void>): Promise<void> {
    const events = turnOf(context)?.consent;
    if (!events) return next();
    const { language } = keywordIn(activityIn(context.activity).text ?? '') ?? {};
    const text = confirmationOf(events as readonly ConsentEvent[], this.#topics, language);
    if (text === undefined) return;
    try {
      await context.sendActivity(withIntent(text, { whenClosed: 'refuse' }));
    } catch (error) {
      // A STOP that comes late, or to a number that the provider does not let through any more: it counts all the same,
      // and the bot has nothing to apologise for.
      if (!(error instanceof WindowClosedError || error instanceof SendRefusedError)) throw error;
    }
  }
}
