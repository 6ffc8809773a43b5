import { iso, threadMessage } from '../people/view.js';
import { faultKinds } from '../provider/faults.js';
import { serviceWindow } from '../provider/serviceWindow.js';
/** What a page needs at first. The events after `lastEventId` keep it up to date. */
export function pageState(world) {
    const { clock, events, integrations, faults, program } = world;
    return {
        lastEventId: events.lastId,
        now: iso(clock.now()),
        offsetMs: clock.offset,
        url: world.url,
        numbers: integrations.all.map(({ number, name, callbackUrl, templates }) => {
            return { number, name, calledBack: callbackUrl !== undefined, templates };
        }),
        phones: world.chats.persons.map(({ id, name, on, reads, onWhatsApp }) => {
            return { from: id, name: name ?? null, on, reads, onWhatsApp, chats: chatsOf(world, id) };
        }),
        faults: { left: faults.left, kinds: faultKinds },
        program: program ? shownOf(program) : null,
    };
}
function shownOf({ name, apiUrl, tickets = false, decisions = false, costs = false }) {
    return { name, apiUrl, tickets, decisions, costs };
}
/** One chat, whole. */
export function thread(world, pair) {
    return {
        lastEventId: world.events.lastId,
        messages: (world.chats.chat(pair)?.messages ?? []).map(threadMessage),
        unsent: world.explanations.unsent(pair),
    };
}
function chatsOf({ integrations, chats, clock }, person) {
    return integrations.all.map(({ number: to }) => {
        const chat = chats.chat({ business: to, person });
        const { closesAt } = serviceWindow(chat?.lastSaid, clock.now());
        const last = chat?.messages.at(-1);
        return { to, closesAt: closesAt === undefined ? null : iso(closesAt), last: last ? threadMessage(last) : null };
    });
}
