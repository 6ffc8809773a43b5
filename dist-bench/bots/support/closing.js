import { newsOf } from './words.js';
/** How many tickets are told of. The others are only counted. */
const mostTold = 3;
/** Says where the person's open tickets stand before the window closes, and how they will hear of them. */
export function ticketsAtClosing(tickets) {
    const open = async ({ activity: { from, recipient } }) => {
        const own = await tickets.of(from.id);
        return own.filter(({ state, business }) => state === 'open' && business === recipient.id);
    };
    return {
        isUnfinished: async (context) => (await open(context)).length > 0,
        async say(context) {
            await context.sendActivity(closingWords(await open(context)));
        },
    };
}
export function closingWords(open) {
    const told = open.slice(0, mostTold).map(standsAt);
    const others = open.length - told.length;
    const [are, them] = open.length === 1 ? ['ticket is', 'it'] : ['tickets are', 'them'];
    const text = [
        `Your ${are} still open, and we are on ${them}:`,
        ...told,
        others > 0 ? `- and ${others} more: say "my tickets" to see them all.` : '',
        'WhatsApp lets us write freely only for a day after your last message. We will write to you here all the same, ' +
            `in a short standard message, as soon as there is news. To tell us more, write "add to ${open[0]?.id}" and your words.`,
    ];
    return text.filter(Boolean).join('\n');
}
function standsAt(ticket) {
    const { id, subject, wantsHuman } = ticket;
    const news = newsOf(ticket);
    return [`- ${id}, "${subject}"`, wantsHuman ? 'a human will write to you' : '', news ? `last news: ${news}` : '']
        .filter(Boolean)
        .join('; ');
}
