import { plain } from '../../plain.js';
import { reminderIntent } from '../../reminders/intent.js';
import { bare } from './bare.js';
import { openingOf } from './opening.js';
import { closingOf, reopeningOf } from './states.js';
import { ticketIn } from './ticketIn.js';

/** What a message asks for, as far as its words say. */
export type Intent =
  | { kind: 'cancel' | 'help' | 'list' | 'greeting' | 'reminders' }
  | { kind: 'human' }
  | { kind: 'unknown' }
  | { kind: 'status'; ticket: string | undefined }
  /** `title`: the words for the ticket, empty if there are none. */
  | { kind: 'open'; title: string }
  | { kind: 'remind' | 'unremind'; text: string }
  | { kind: 'add'; ticket: string | undefined; text: string }
  | { kind: 'close'; ticket: string | undefined; all: boolean }
  | { kind: 'reopen'; ticket: string | undefined };

const who =
  '(?:(?:a|an|the|your|any|real|live|actual|another|one of your) )*(?:humans?(?: being)?|person|people|agent|someone|somebody|anyone|anybody|operator|colleague|consultant|manager|supervisor|representative|rep)(?: (?:in charge|being|please|now|instead|else|there|here|at support|from support))*';
const human = new RegExp(
  `^(?:(?:i|i'd|we|can|could|may|would|will|let|me|want|need|like|love|to|just|rather|really|must|you|have|prefer) )*(?:talk|speak|chat|talking|speaking|chatting)(?: to| with)? ${who}$` +
    `|^(?:(?:get|give|fetch|find|connect|transfer|put|pass|want|need|like|i|i'd|would|me|us|to|through|can|you|with|just) )*${who}$`,
);

/** What has to be the whole message, but for greetings and politeness. */
const wholes: readonly (readonly ['cancel' | 'help' | 'human' | 'list', RegExp])[] = [
  [
    'cancel',
    /^(?:i (?:want|would like) to )?(?:cancel|stop|never ?mind|forget|quit|exit|abort|leave)(?: (?:about )?(?:it|that|this|everything|all of it))?$/,
  ],
  [
    'help',
    /^help(?: me)?$|^(?:i need|can you|could you) (?:some )?help(?: me)?$|^what (?:can|do) (?:you|i) (?:do|say|offer|help me with)(?: (?:for me|here))?$|^how does (?:this|it)(?: thing| bot)? work$|^(?:what are )?(?:my |the )?options$/,
  ],
  ['human', human],
  [
    'list',
    /^(?:(?:can|could) (?:i|you) )?(?:(?:show|list|see|give|check|view|open|what are|which are|where are|where is|where's|whats|what's|what is|what|which)(?: me)? )?(?:all )?(?:of )?(?:my|the) (?:open )?ticket(?:s| numbers?|s? list)(?: (?:do i have|are open|list))?$|^(?:list|tickets|list (?:my )?tickets|what tickets do i have|do i have (?:(?:some|any) )?(?:open )?tickets)$/,
  ],
];

const greeting =
  /^(?:hi+|hel+o+|h[ae]llo|hullo|hlo|hey+|heya|hiya|hallo|howzit|sawubona|molo|dumela|aweh|yo|good (?:day|morning|afternoon|evening)|(?:good )?morning|afternoon|evening|menu|main menu|start)(?: (?:there|again|bot|team|guys|everyone|all|my|bru|bro|friend|sir|madam|ma'am|man|support))*$/;
const asking =
  /^(?:(?:what is|what's|whats|show|tell me|check|give me) )?(?:the |my )?(?:ticket )?status(?: of)?(?: my| the)?(?: tickets?)?$|^(?:what about|how is|how's|hows) my tickets?$|^(?:is there )?any (?:news|updates?|progress)(?: yet)?$|^(?:give me an )?update(?: me)?$/;
const askingOfTicket =
  /\b(?:status|news|updates?|progress|happening|happened|how far|when will|when is|what about|where is|how long|ready|fix|fixed yet|done|is (?:my|the) ticket)\b/;
/** What stands before a command that is asked for. */
const asksFor = /^(?:(?:can|could|will|would) you|i want to|i would like to|i'd like to|please|just)\s+/i;
const adding =
  /^\s*add(?:\s+(?:this|that|it|something|more|a\s+photo|info|information))*(\s+(?:a\s+)?note)?(\s+to)?(\s+(?:my\s+|the\s+)?ticket)?(?:\s*\bt\s?-?\s?0*([1-9]\d{0,8})\b)?[\s:,;.–-]*([\s\S]*)$/i;
const addingTo =
  /^\s*add[\s:,]+(?:that\s+)?([\s\S]+?)\s+(?:to|on)\s+(?:(?:my|the)\s+)?(?:ticket\b)?\s*(?:\bt\s?-?\s?0*([1-9]\d{0,8}))?[\s.!]*$/i;

export function intentOf(text: string): Intent {
  const words = plain(text);
  const core = plain(plain(bare(text)).replace(/\b(?:please|pls|plz|kindly)\b/g, ' '));
  const whole = wholes.find(([, pattern]) => pattern.test(words) || pattern.test(core));
  if (whole) return { kind: whole[0] };
  const reminder = reminderIntent(text) ?? reminderIntent(bare(text));
  if (reminder) return reminder;
  if (greeting.test(words) || greeting.test(core)) return { kind: 'greeting' };
  const found = addOf(bare(text).replace(asksFor, '')) ?? reopeningOf(text) ?? closingOf(text) ?? openingOf(text);
  if (found) return found;
  const ticket = ticketIn(text);
  const isAsked = asking.test(core) || (/\btickets?\b/.test(core) && askingOfTicket.test(core));
  return ticket !== undefined || isAsked ? { kind: 'status', ticket } : { kind: 'unknown' };
}

function addOf(text: string): Intent | undefined {
  const [, note, to, ofTicket, number, rest = ''] = adding.exec(text) ?? [];
  if (number || ofTicket || note || (!rest && adding.test(text))) {
    return { kind: 'add', ticket: number && `T-${number}`, text: rest.trim() };
  }
  // "add water to the kettle" is not about a ticket.
  const [, words = '', named] = to ? [] : (addingTo.exec(text) ?? []);
  const isOfTicket = named !== undefined || /\bticket[\s.!]*$/i.test(text);
  return words && isOfTicket ? { kind: 'add', ticket: named && `T-${named}`, text: words.trim() } : undefined;
}
