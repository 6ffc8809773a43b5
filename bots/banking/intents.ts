import { reminderIntent } from '../reminders/intent.js';
import type { AccountId } from './accounts.js';

/** What a person wants, as far as one message says. */
export type Intent =
  | { readonly kind: 'transactions'; readonly account: AccountId | undefined }
  /** `text` is the rest, without "remind me" or "cancel my reminder". */
  | { readonly kind: 'remind' | 'unremind'; readonly text: string }
  | {
      readonly kind:
        | 'reminders'
        | 'greeting'
        | 'thanks'
        | 'menu'
        | 'help'
        | 'cancel'
        | 'human'
        | 'balance'
        | 'transfer'
        | 'freeze'
        | 'unfreeze'
        | 'notMe'
        | 'itWasMe'
        | 'unknown';
    };

const please = "(?:(?:please|pls|can you|could you|can i|i want to|i would like to|i'd like to|let me) )*";

const payment = '(?:payment|transaction|purchase|charge|debit)';
const no = '^(?:no[,.!]* )*';
const yes = '^(?:yes[,.!]* )*';
const it = '(?:(?:it|that|this)(?: one)? )?';
const notMine = new RegExp(
  [
    `${no}${it}(?:(?:was |is )?not|wasn't|isn't) (?:me|mine)\\b`,
    `${no}i (?:didn't|did not|never) (?:make|made|do|did|pay|paid|buy|bought|authori[sz]ed?)\\b`,
    `${no}i (?:don't|do not) (?:know|recogni[sz]e) (?:(?:this|that|the) ${payment}\\b|(?:this|that|it)$)`,
  ].join('|'),
);
const mine = new RegExp(
  `${yes}${it}(?:was|is) (?:me|mine)\\b|${yes}i (?:did (?:it|that|this)|made (?:it|(?:that|this)(?: ${payment})?))\\b`,
);

/** In this order: what would be dangerous to miss comes first. A single word only counts if it is the whole message. */
const rules: readonly (readonly [Exclude<Intent['kind'], 'unknown' | 'remind' | 'unremind' | 'reminders'>, RegExp])[] =
  [
    ['notMe', notMine],
    ['itWasMe', mine],
    ['unfreeze', /\b(?:unfreeze|unblock|unlock|reactivate)\b/],
    [
      'freeze',
      /\b(?:freeze|block|lock|stop|cancel|deactivate)\b.*\bcards?\b|\bcards?\b.*\b(?:lost|stolen|missing|gone)\b/,
    ],
    ['freeze', /\b(?:lost|stole|stolen|missing)\b.*\bcards?\b/],
    [
      'cancel',
      new RegExp(
        `^${please}(?:cancel|stop|quit|exit|abort|never ?mind|forget (?:it|about it))(?: (?:it|that|this|everything|the transfer|please))*$`,
      ),
    ],
    ['help', new RegExp(`^${please}(?:help(?: me)?(?: please)?|info|what can you do|how does this work|\\?+)$`)],
    ['menu', /^(?:(?:the |main |show |go to |back to )*menu|home|start over|options)$/],
    [
      'human',
      // Not "pay my agent".
      /^(?!(?:please )?(?:send|pay|transfer|move)\b).*\b(?:human|agent|consultant|real person|operator|representative|speak to (?:someone|somebody|a person))\b/,
    ],
    ['transfer', new RegExp(`^${please}(?:send|pay|transfer|move|eft)\\b(?! (?:me|my (?:statement|transactions)))`)],
    [
      'transactions',
      /\b(?:transactions?|statements?|history|payments|transfers|purchases|spen[dt]|spending|activity)\b/,
    ],
    ['transfer', /\b(?:send|pay|transfer|move|make a payment)\b(?! me\b)/],
    [
      'balance',
      /\bbalances?\b|\bhow much (?:money )?(?:do i have|have i|is (?:there|left|in))|\bmy (?:accounts?|funds|money)\b/,
    ],
    ['greeting', /^(?:hi+|hello|hey|hiya|howzit|sawubona|molo|dumela|start|good (?:morning|afternoon|evening|day))\b/],
    ['thanks', /^(?:thanks|thank you|thx|great|cool|ok(?:ay)?|enkosi|dankie|bye|goodbye)\b/],
  ];

/** Reads free text and the titles of the menu's buttons. */
export function readIntent(text: string): Intent {
  const reminder = reminderIntent(text);
  if (reminder) return reminder;
  const plain = normalised(text);
  const kind = rules.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'unknown';
  return kind === 'transactions' ? { kind, account: readAccount(plain) } : { kind };
}

/** The account that a text names, if it names exactly one. */
export function readAccount(text: string): AccountId | undefined {
  const plain = normalised(text);
  const words: Readonly<Record<AccountId, RegExp>> = {
    savings: /\bsavings?\b/,
    cheque: /\b(?:cheque|check(?:ing)?|current)\b/,
    credit: /\b(?:credit|card)\b/,
  };
  const ids: readonly AccountId[] = ['savings', 'cheque', 'credit'];
  const named = ids.filter((id) => words[id].test(plain));
  return named.length === 1 ? named[0] : undefined;
}

/** A clear yes or no, and nothing else, because money moves on it. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const plain = normalised(text)
    .replace(/\b(?:please|thanks|thank you)\b/g, '')
    .replace(/[,\s]+/g, ' ')
    .trim();
  if (
    /^(?:1|y|ya|yes|yep|yeah|yebo|ja|ok|okay|sure|correct|confirm|i confirm|go ahead|do it)(?: (?:do it|sure|go ahead|confirm))?$/.test(
      plain,
    )
  ) {
    return 'yes';
  }
  return /^(?:2|n|no|nope|nah|nee|don't|do not|wrong|no don't|don't do it)$/.test(plain) ? 'no' : undefined;
}

/** What a text says about a payment that the person was asked about. */
export interface PaymentReading {
  readonly answer: 'mine' | 'not-mine';
  /** It is a yes or a no, which could answer any question. */
  readonly isBare: boolean;
  /** It is the answer and nothing else, as far as can be seen: "no", and not "no, R300". */
  readonly isWhole: boolean;
}

export function readPaymentAnswer(text: string): PaymentReading | undefined {
  const plain = normalised(text);
  if (notMine.test(plain)) return { answer: 'not-mine', isBare: false, isWhole: true };
  if (mine.test(plain)) return { answer: 'mine', isBare: false, isWhole: true };
  const whole = readYesNo(text);
  const begins = whole ?? /^(yes|no)\b/.exec(plain)?.[1];
  if (begins === undefined) return undefined;
  return { answer: begins === 'yes' ? 'mine' : 'not-mine', isBare: true, isWhole: whole !== undefined };
}

/** Whether the text holds a number as long as a card's, an account's or an identity document's. */
export function holdsSecretNumber(text: string): boolean {
  return /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/.test(text);
}

/** Lower case, straight quotes, single blanks, no closing punctuation or emoji. */
export function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\p{Extended_Pictographic}/gu, ' ')
    .replace(/[!.,;:]+(?=\s|$)/g, (mark, at: number, whole: string) =>
      at + mark.length >= whole.trimEnd().length ? '' : mark,
    )
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=\w)\?+$/, '');
}
