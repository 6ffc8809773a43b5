import { MessageFactory } from 'botbuilder';
import { WaterfallDialog } from 'botbuilder-dialogs';
import { needNotAsk } from '../allWell.js';
import { ticketIn } from '../intents.js';
import { addSaid } from '../notes.js';
import { turnOf, wordsOf } from '../said.js';
import { SaidPrompt } from '../saidPrompt.js';
import { line, menu, notFound } from '../words.js';
/** The most rows of a list on WhatsApp. */
const mostChoices = 10;
/** Adds words and photos to one of the customer's own tickets. This re-opens a resolved ticket. */
export function addDialogs({ tickets, followUps }) {
    const add = new WaterfallDialog('add', [
        async (step) => {
            if (step.options.ticket)
                return step.next();
            const own = await tickets.of(step.context.activity.from.id);
            const [first, ...more] = own.filter(({ state }) => state !== 'closed').slice(0, mostChoices);
            if (!first) {
                await step.context.sendActivity(menu('You have no open ticket that I could add to.'));
                return step.endDialog();
            }
            if (more.length === 0) {
                step.options.ticket = first.id;
                return step.next();
            }
            const choices = [first, ...more];
            const text = `To which ticket?\n${choices.map(line).join('\n')}`;
            const titles = choices.map(({ id }) => id);
            return step.prompt('add.ticket', MessageFactory.suggestedActions(titles, text));
        },
        async (step) => {
            const said = step.result;
            const { options } = step;
            options.ticket ??= chosen(said?.text ?? '');
            options.photos.push(...(said?.photos ?? []));
            options.text = [options.text, ...(said?.captions ?? [])].filter(Boolean).join('\n');
            const ticket = options.ticket === undefined ? undefined : await tickets.get(options.ticket);
            if (ticket?.person !== step.context.activity.from.id) {
                await step.context.sendActivity(menu(notFound(options.ticket ?? 'that ticket')));
                return step.endDialog();
            }
            if (ticket.state === 'closed') {
                await step.context.sendActivity(menu(`${ticket.id} is closed. Open a new ticket if something is wrong again.`));
                return step.endDialog();
            }
            if (options.text || options.photos.length > 0)
                return step.next();
            return step.prompt('add.what', `What shall I add to ${ticket.id}? Send words, a photo, or both.`);
        },
        async (step) => {
            const said = step.result;
            const { ticket = '', text, photos } = step.options;
            const turn = turnOf(step.context.activity);
            const added = { text: said ? wordsOf(said) : text, photos: said?.photos ?? photos };
            await addSaid(tickets, ticket, added, turn);
            const again = (await tickets.get(ticket))?.state === 'resolved' && (await tickets.reopen(ticket, turn));
            await needNotAsk(followUps, ticket);
            await step.context.sendActivity(`Added to ${ticket}.${again ? ' I have re-opened it.' : ''}`);
            return step.endDialog();
        },
    ]);
    return [add, ...prompts];
}
const prompts = [
    new SaidPrompt('add.ticket', {
        help: 'Tap the ticket that you want to add to, or write its number, as T-42. Or say cancel.',
        validate({ text }, { photos }) {
            if (chosen(text))
                return undefined;
            return photos.length > 0
                ? 'I have your photo. To which ticket shall I add it?'
                : 'Please tell me the number, as T-42.';
        },
    }),
    new SaidPrompt('add.what', {
        help: 'Whatever you send now, words or a photo, goes to your ticket. Or say cancel.',
        validate: () => undefined,
    }),
];
function chosen(text) {
    return ticketIn(text) ?? ticketIn(`T-${text.trim()}`);
}
