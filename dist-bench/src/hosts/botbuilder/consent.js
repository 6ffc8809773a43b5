import { confirmationOf } from '../../consent/confirmation.js';
import { keywordIn } from '../../consent/words.js';
import { withIntent } from '../../templates/message.js';
import { turnOf } from './turnOf.js';
/**
 * Answers STOP and START, so that no dialog takes them for an answer. The channel has recorded them when the message
 * came. `ClickatellAdapter` runs it by itself, right before the bot's logic and after every other middleware.
 */
export class ConsentMiddleware {
    #topics;
    constructor(topics) {
        this.#topics = topics;
    }
    async onTurn(context, next) {
        const events = turnOf(context)?.consent;
        if (!events)
            return next();
        const { language } = keywordIn(context.activity.text ?? '') ?? {};
        const text = confirmationOf(events, this.#topics, language);
        // Never as a template: a STOP that comes late is not worth one.
        if (text !== undefined)
            await context.sendActivity(withIntent(text, { whenClosed: 'refuse' }));
    }
}
