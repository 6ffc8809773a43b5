import type { ClosingWords } from '../closing.js';
import type { Ticket } from './ticket.js';
import type { Tickets } from './tickets.js';
/** Says where the person's open tickets stand before the window closes, and how they will hear of them. */
export declare function ticketsAtClosing(tickets: Tickets): ClosingWords;
export declare function closingWords(open: readonly Ticket[]): string;
