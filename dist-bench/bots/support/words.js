import { MessageFactory } from 'botbuilder';
/** The menu's titles, understood at any time, typed or tapped. At most 20 characters, the limit of a button. */
export const menuTitles = ['Open a ticket', 'My tickets', 'Talk to a human', 'Help'];
export const feedbackTitles = ['Solved', 'Not solved'];
export const unreadable = "I can't read that kind of message, sorry. Please write to me, or send a photo.";
export const otherFile = 'I can only keep photos, so I have left that file out.';
export const helpText = 'I open tickets for your problems (with a photo, if you like), tell you how they stand ("what about T-42"), ' +
    'add to them ("add to T-42: the light is red"), remind you ("remind me tomorrow at 9 to check the lamp") and ' +
    'fetch a human. Say "cancel" at any time to stop.';
export function menu(text) {
    return MessageFactory.suggestedActions(menuTitles, text);
}
/** A ticket as one line of a list. */
export function line({ id, subject, state }) {
    return `${id} (${state}): ${subject}`;
}
/** The state of one ticket. */
export function standing(ticket, now) {
    const { id, subject, state, resolution, wantsHuman, notes, photo, openedAt } = ticket;
    const photos = [photo, ...notes.map((note) => note.photo)].filter(Boolean).length;
    const news = newsOf(ticket);
    return [
        `Ticket ${id}, "${subject}", is ${state} (opened ${ago(now - openedAt)}).`,
        state === 'open' && wantsHuman ? 'A human will write to you here.' : '',
        state !== 'open' && resolution ? `What we did: ${resolution}` : '',
        state === 'resolved' ? 'Tell me "solved" or "not solved".' : '',
        news ? `Last news from us: ${news}` : '',
        notes.length > 0 || photos > 0 ? `It has ${counted(notes.length, 'note')} and ${counted(photos, 'photo')}.` : '',
    ]
        .filter(Boolean)
        .join('\n');
}
/** What an agent wrote last. */
export function newsOf({ notes }) {
    return notes.findLast(({ by }) => by === 'agent')?.text;
}
export function notFound(id) {
    return `I can't find ${id} among your tickets. Say "my tickets" to see them.`;
}
function counted(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
function ago(ms) {
    const minutes = Math.max(0, Math.floor(ms / 60_000));
    if (minutes < 1)
        return 'just now';
    if (minutes < 60)
        return `${counted(minutes, 'minute')} ago`;
    const hours = Math.floor(minutes / 60);
    return hours < 24 ? `${counted(hours, 'hour')} ago` : `${counted(Math.floor(hours / 24), 'day')} ago`;
}
