import { plain } from '../plain.js';
import { reminderIntent } from '../reminders/intent.js';

/** What a message asks for, as far as its words say. */
export type Intent =
  | { kind: 'cancel' | 'help' | 'human' | 'list' | 'greeting' | 'open' | 'reminders' | 'unknown' }
  | { kind: 'status'; ticket: string | undefined }
  | { kind: 'remind' | 'unremind'; text: string }
  | { kind: 'add'; ticket: string | undefined; text: string };

/** What can be said in the middle of a dialog without answering its question. It has to be the whole message. */
export type Interruption = 'cancel' | 'help' | 'human' | 'list' | 'open';

const interruptions: readonly (readonly [Interruption, RegExp])[] = [
  ['cancel', /^(please )?(cancel|stop|never ?mind|forget|quit|exit|abort)( (it|that|this|everything))?( please)?$/],
  ['help', /^(please )?help( me)?( please)?$|^what can (you|i) do$|^how does this work$/],
  [
    'human',
    /^(i (want|need|would like|'d like) |can i |could i |let me |please |to )*(talk|speak|chat) (to|with) .{0,20}\b(human|person|people|agent|someone|somebody|operator|colleague)( please)?$|^(a )?(human|agent|operator|real person)( please)?$/,
  ],
  ['list', /^((please )?(show|list|see)( me)? )?my (open )?tickets( please)?$|^(list|tickets|list tickets)$/],
  ['open', /^open a ticket$/],
];

const opening =
  /^(please )?((i|i'd|we) (want|need|would like|like) to )?(open|create|make|log|file|raise|report|start)\b.{0,40}\b(ticket|problem|issue|fault|case)\b|^(i|we) have (a|an|another) (new )?(problem|issue|fault)\b|^(a )?new ticket$/;
const greeting =
  /^(hi|hello|hey|hallo|howzit|sawubona|molo|dumela|good (day|morning|afternoon|evening)|menu|start)( there| again| bot| team)?$/;
const asking =
  /^((what is|what's|show|tell me|check) )?(the |my )?(ticket )?status( of)?( my| the)?( tickets?)?( please)?$|^(what about|how is|how's) my tickets?$|^any (news|update)s?$/;
const adding =
  /^\s*(?:please\s+)?add(?:\s+(?:this|that|it|something|more|a\s+note|a\s+photo|info|information))*(\s+to)?(\s+(?:my\s+|the\s+)?ticket)?(?:\s*\bt\s?-?\s?0*([1-9]\d{0,8})\b)?[\s:,;.–-]*([\s\S]*)$/i;

export function intentOf(text: string): Intent {
  const words = plain(text);
  const interruption = interruptionOf(text);
  if (interruption) return { kind: interruption };
  const reminder = reminderIntent(text);
  if (reminder) return reminder;
  if (greeting.test(words)) return { kind: 'greeting' };
  const add = addOf(text);
  if (add) return add;
  if (opening.test(words)) return { kind: 'open' };
  const ticket = ticketIn(text);
  if (ticket !== undefined || asking.test(words)) return { kind: 'status', ticket };
  return { kind: 'unknown' };
}

export function interruptionOf(text: string): Interruption | undefined {
  const words = plain(text);
  return interruptions.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The first ticket named in the text, however it is written: T-42, t42, "T 42". */
export function ticketIn(text: string): string | undefined {
  const number = /(?<![\p{L}\p{N}'’])t\s?-?\s?0*([1-9]\d{0,8})(?![\p{L}\p{N}])/iu.exec(text)?.[1];
  return number && `T-${number}`;
}

function addOf(text: string): Intent | undefined {
  const found = adding.exec(text);
  if (!found) return undefined;
  const [, to, ofTicket, number, rest = ''] = found;
  // "add water to the kettle" is not about a ticket.
  if (!number && rest && !ofTicket) return undefined;
  if (!number && to && !ofTicket) return undefined;
  return { kind: 'add', ticket: number && `T-${number}`, text: rest.trim() };
}

export { plain };
