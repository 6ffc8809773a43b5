import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidInputError } from '../../core/errors.js';
import { newId } from '../provider/integrations.js';
import { quotedFrom } from './chatMessage.js';
import { said } from './said.js';
import { tell } from './tell.js';
import { utterance } from './utterance.js';
const longestWaitMs = 10_000;
/**
 * A person writes: the message is on their phone, opens the window and goes out as a callback. Whether a reaction opens
 * the window is not known; here it does not. Throws `InvalidInputError`.
 */
export async function say(world, input) {
    const given = read(said, input);
    const integration = addressee(world, given.to);
    const pair = { business: integration.number, person: given.from };
    const spoken = utterance(world, pair, given);
    if (given.name !== undefined)
        world.chats.change(given.from, { name: given.name });
    const { id: messageId, at } = keep(world, pair, spoken);
    // A provider never forgets who wrote when. So this is stored before the callback goes out, in case the process ends.
    await world.remembered();
    const { event, entry, related } = spoken;
    const callback = await firstTry(world, integration, given.from, event, {
        channel: 'whatsapp',
        messageId,
        relatedMessageId: related?.id ?? null,
        relatedClientMessageId: related?.clientMessageId ?? null,
        from: pair.person,
        to: pair.business,
        timestamp: at,
        ...entry,
        ...profileOf(world, pair.person),
    });
    return { messageId, ...(callback !== undefined && { callback }) };
}
/** Puts it on the person's phone. */
function keep(world, pair, { shown, related }) {
    const at = world.clock.now();
    const quoted = related && { quoted: quotedFrom(related) };
    const message = world.chats.add({ id: newId(), ...pair, direction: 'in', at, ...shown, ...quoted });
    if (shown.kind === 'reaction')
        react(world, shown.text, related);
    else
        world.chats.said(pair, at);
    tell(world, message);
    return message;
}
/** A person has at most one reaction to a message. An empty one takes it back. */
function react(world, emoji, message) {
    if (!message)
        return;
    world.chats.update(message, (one) => {
        one.reactions = emoji === '' ? [] : [{ emoji, from: 'person' }];
    });
    tell(world, message);
}
/** Without a profile name, the callback has none. The number is no substitute: bots greet people by this name. */
function profileOf(world, person) {
    const { name } = world.chats.phone(person);
    return name === undefined ? {} : { whatsapp: { profileName: name } };
}
/** Parses a value. Throws `InvalidInputError` that names the field. */
export function read(schema, value) {
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw new InvalidInputError(issue?.path.join('.') || 'body', issue?.message ?? 'has the wrong form');
}
/** The integration of a number, or the first one if no number is given. Throws `InvalidInputError`. */
export function addressee({ integrations }, to) {
    const found = to === undefined ? integrations.all[0] : integrations.of(to);
    if (found)
        return found;
    const numbers = integrations.all.map(({ number }) => number).join(', ');
    throw new InvalidInputError('to', `no integration has this number; there is: ${numbers || 'none at all'}`);
}
async function firstTry(world, integration, person, event, entry) {
    const { number: business, integrationId, name: integrationName } = integration;
    if (integration.callbackUrl === undefined)
        return undefined;
    const body = { integrationId, integrationName, event: { [event]: [entry] } };
    const tried = world.callbacks.send({ business, person }, event, body);
    const waiting = new AbortController();
    const late = sleep(longestWaitMs, undefined, { ref: false, signal: waiting.signal }).catch(() => undefined);
    return await Promise.race([tried, late]).finally(() => waiting.abort());
}
