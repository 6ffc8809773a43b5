import { NotSignedUpError, OptedOutError } from '../core/errors.js';
import { denialOf } from './record.js';
/** Lets through what a person has allowed, and says why it does not. */
export class ConsentGate {
    #deps;
    constructor(deps) {
        this.#deps = deps;
    }
    /** Why the message may not be sent now; `undefined` if it may. */
    async denied(conversation, need) {
        return this.judge(await this.#deps.book.read(conversation), need);
    }
    /** The same, of a record that is known. */
    judge(record, need) {
        const denial = denialOf(record, need, this.#deps.clock.now());
        return denial && { denial, error: this.#errorOf(denial, record, need) };
    }
    /** See `ConsentBook.lookWrite`. */
    lookWrite(conversation, onKnown) {
        return this.#deps.book.lookWrite(conversation, onKnown);
    }
    #errorOf(denial, record, { topic }) {
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
function dayOf(at) {
    return new Date(at).toISOString().slice(0, 10);
}
