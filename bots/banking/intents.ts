import { plain } from '../plain.js';
import { reminderIntent } from '../reminders/intent.js';
import type { Wish } from '../talk/talk.js';
import { type CannotTopic, cannotTopic } from './cannot.js';
import { firstRules, type IntentKind, laterRules, politeRules } from './intentRules.js';

/** What a person wants, as far as one message says. */
export interface Intent extends Wish {
  readonly kind: IntentKind;
  /** The message in English, with the typing errors mended that had to be to understand it. */
  readonly said: string;
  /** Of a reminder: what follows "remind me" or "cancel my reminder". */
  readonly rest?: string;
  /** What the bot cannot do. */
  readonly topic?: CannotTopic;
}

const begins: readonly IntentKind[] = ['transactions', 'transfer', 'remind', 'freeze', 'unfreeze', 'notMe'];
const polite: readonly IntentKind[] = ['greeting', 'thanks', 'bye', 'bot', 'howAreYou'];
/** What would be taken back or end at once. */
const costly: readonly IntentKind[] = ['cancel', 'menu', 'human', 'unremind'];
/** In an answer in the person's own words, these are part of it: "pay Sipho R250", "my electricity payments". */
const partOfAnswers: readonly IntentKind[] = ['transfer', 'transactions', 'cannot', 'balance'];

/** Reads free text in English, and the titles of the menu. `undefined` if it is no command. */
export function readIntent(text: string): Intent | undefined {
  const reminder = reminderIntent(text);
  if (reminder) {
    const { kind } = reminder;
    return wish(kind, text, kind === 'reminders' ? {} : { rest: reminder.text });
  }
  if (/^[\s?]*\?[\s?]*$/.test(text)) return wish('help', text);
  const said = plain(text);
  const first = kindOf(firstRules, said);
  if (first) return wish(first, text);
  const topic = amountTo.test(text) ? undefined : cannotTopic(text);
  if (topic && (!isPayment.test(said) || notPaid.includes(topic))) return wish('cannot', text, { topic });
  const kind = amountTo.test(text)
    ? 'transfer'
    : (kindOf(laterRules, said) ?? isEmoji(text) ?? kindOf(politeRules, said));
  return kind && wish(kind, text);
}

/** "R1,234.50 to Sipho". */
const amountTo = /^\s*(?:zar|r)?\s*\d[\d.,' ]*(?:\s*(?:rands?|zar|r))?\s+(?:to|for)\s+\p{L}/iu;
/** "Pay the manager" names who gets the money, and not what the bot cannot do. */
const isPayment =
  /^(?:(?:please|pls|can you|can i|i want to|i need to|i wanna|hey|so|hi|just) )*(?:pay|send|transfer|eft|move)\b/;
const notPaid: readonly CannotTopic[] = [
  'undo',
  'debitOrder',
  'file',
  'exchange',
  'cashSend',
  'airtime',
  'secret',
  'due',
  'fees',
];

function kindOf(rules: readonly (readonly [IntentKind, RegExp])[], said: string): IntentKind | undefined {
  return rules.find(([, pattern]) => pattern.test(said))?.[0];
}

/** Hands that wave or clap are a greeting or thanks; other pictures alone say nothing. */
function isEmoji(text: string): IntentKind | undefined {
  if (/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (/👋/u.test(text)) return 'greeting';
  return /[👍👌🙏❤😊🙂😀😁👏💯]/u.test(text) ? 'thanks' : undefined;
}

function wish(kind: IntentKind, said: string, more: Partial<Intent> = {}): Intent {
  return {
    kind,
    said,
    begins: begins.includes(kind),
    isPolite: polite.includes(kind),
    isCostly: costly.includes(kind),
    isWhole: !partOfAnswers.includes(kind) || plain(said).split(' ').length <= 3,
    takesRest: kind === 'remind' || kind === 'unremind',
    ...more,
  };
}
