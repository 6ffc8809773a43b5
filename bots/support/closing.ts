import type { TurnContext } from 'botbuilder';
import type { ClosingWords } from '../closing.js';
import type { Languages } from '../talk/language.js';
import { newsOf } from './standing.js';
import type { Ticket } from './ticket.js';
import type { Tickets } from './tickets.js';
import { type SupportSay, wordsOfTurn } from './words.js';

/** How many tickets are told of. The others are only counted. */
const mostTold = 3;

/** Says where the person's open tickets stand before the window closes, and how they will hear of them. */
export function ticketsAtClosing(tickets: Tickets, languages: Languages): ClosingWords {
  const open = async ({ activity: { from, recipient } }: TurnContext) => {
    const own = await tickets.of(from.id);
    return own.filter(({ state, business }) => state === 'open' && business === recipient.id);
  };
  return {
    isUnfinished: async (context) => (await open(context)).length > 0,
    async say(context) {
      await languages.listen(context);
      await context.sendActivity(closingWords(await open(context), wordsOfTurn(context)));
    },
  };
}

export function closingWords(open: readonly Ticket[], say: SupportSay): string {
  const told = open.slice(0, mostTold).map((each) => standsAt(each, say));
  const others = open.length - told.length;
  const text = [
    say('closing.head', { count: open.length }),
    ...told,
    others > 0 ? say('closing.more', { count: others }) : '',
    say('closing.how', { ticket: open[0]?.id ?? '' }),
  ];
  return text.filter(Boolean).join('\n');
}

function standsAt(ticket: Ticket, say: SupportSay): string {
  const { id, subject, wantsHuman } = ticket;
  const news = newsOf(ticket);
  const parts = [
    say('closing.line', { ticket: id, subject }),
    wantsHuman ? say('closing.human') : '',
    news ? say('closing.news', { news }) : '',
  ];
  return parts.filter(Boolean).join('; ');
}
