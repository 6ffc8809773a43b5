import { randomUUID } from 'node:crypto';
import { mostSubscriptions } from '../consent/record.js';
import { keywordIn } from '../consent/words.js';
import { conversationId, lastFour } from '../core/conversation.js';
import { referenceFor } from '../core/reference.js';
import { Turn } from '../core/turn.js';
import { latestAlert } from '../window/tracker.js';
import { ownPayload } from './payload.js';
/** Takes in what changes a person's consent, and does what follows from it in the conversation's lane. */
export class ConsentChanges {
    #deps;
    #handler;
    constructor(deps) {
        this.#deps = deps;
    }
    /** Runs the handler after each change, in a turn of its own. */
    on(handler) {
        this.#handler = handler;
    }
    /**
     * The writes of a person's STOP or START, for the commit in which their message is accepted: from then on nothing
     * leaves that they did not ask for. To be evaluated before the message counts for the window.
     */
    async saidWrites(message) {
        const said = keywordOf(message);
        if (!said)
            return [];
        const { book, tracker, ledger } = this.#deps;
        const { messageId, relatedMessageId, relatedClientMessageId, timestamp: at } = message;
        const quoted = relatedMessageId === undefined && relatedClientMessageId === undefined
            ? undefined
            : await ledger.find({
                messageId: relatedMessageId ?? '',
                ...(relatedClientMessageId !== undefined && { clientMessageId: relatedClientMessageId }),
            });
        let alert;
        const look = tracker.peekWrite(message, (window) => {
            alert = quoted ? quoted.topic : latestAlert(window);
        });
        const words = said.words;
        return [look, book.saidWrite(message, { ...said, message: messageId, at, words }, () => alert)];
    }
    /** What the message has said of the person's consent; `undefined` if it is for the bot. */
    async saidIn(message) {
        const said = keywordOf(message);
        if (!said)
            return undefined;
        const record = await this.#deps.book.read(message);
        const events = record?.history.filter((event) => event.message === message.messageId) ?? [];
        // START means nothing to us if there is nothing to take back.
        return said.keyword === 'stop' || events.length > 0 ? { events } : undefined;
    }
    /** The writes for what the provider tells of a person, and the item that does what follows. */
    provider(conversation, change, message) {
        const write = this.#deps.book.changeWrite(conversation, change, { source: 'provider', message });
        return { write, item: itemOf(conversation, [{ at: this.#deps.clock.now(), change, source: 'provider' }]) };
    }
    /** What follows from a change, in the conversation's lane. */
    async perform({ changes }, conversation, lease) {
        await this.drop(conversation, lease);
        await this.tell(conversation, changes, lease, `consent:${conversationId(conversation)}:${changes[0]?.at ?? 0}`);
    }
    /**
     * Drops what is held, waits or is scheduled and not allowed any more. Resolves with how many messages still wait in the
     * outbox: answers.
     */
    async drop(conversation, lease) {
        const { holds, outbox, followUps } = this.#deps;
        await holds.dropDenied(conversation, lease);
        await followUps().dropDenied(conversation, lease);
        return outbox.dropDenied(conversation, lease);
    }
    /** Tells the bot, in a turn of its own. */
    async tell(conversation, events, lease, cause) {
        const { port, tracker, observe } = this.#deps;
        const person = lastFour(conversation.person);
        const changes = events.map(({ at, change, topic, source }) => ({
            ...{ at, change, source },
            ...(topic !== undefined && { topic }),
        }));
        for (const { change, source } of changes) {
            const kind = source === 'chat' || source === 'provider' ? source : 'program';
            observe?.({ kind: 'consent', change, source: kind, person });
        }
        if (this.#handler === undefined || changes.length === 0)
            return;
        const turn = new Turn(`${cause}-consent`, lease, await tracker.read(conversation));
        await port.run(toConsentActivity(conversation, turn.cause, { changes }), turn, this.#handler);
    }
}
/** The item that does what follows from a change. */
export function itemOf(conversation, changes) {
    const payload = ownPayload({ kind: 'consent', changes });
    return { id: `consent:${randomUUID()}`, lane: conversationId(conversation), payload };
}
/** The changes that a record has and an earlier one had not. */
export function newIn(before, record) {
    const known = new Set(before?.history);
    return (record?.history ?? [])
        .filter((event) => !known.has(event))
        .map(({ at, change, topic, source }) => ({ at, change, ...(topic !== undefined && { topic }), source }));
}
/** Whether a person may sign up for one more. */
export function hasRoom(record) {
    return Object.values(record?.topics ?? {}).filter(({ state }) => state === 'signed-up').length < mostSubscriptions;
}
/** A tap on a button of the bot's own carries what the bot has put into it, and is no word to us. */
function keywordOf(message) {
    if (message.kind === 'text')
        return withWords(message.text);
    if (message.kind !== 'button')
        return undefined;
    const { title, postbackData } = message;
    return postbackData === undefined || postbackData === title ? withWords(title) : undefined;
}
function withWords(text) {
    const said = keywordIn(text);
    return said && { ...said, words: text };
}
function toConsentActivity(conversation, id, value) {
    const reference = referenceFor(conversation);
    const { user, bot, ...where } = reference;
    return {
        ...{ type: 'event', name: 'clickatell/consent', id, ...where },
        ...{ from: user, recipient: bot, value, relatesTo: reference },
    };
}
