import { plain } from '../plain.js';
import { readYesNo } from '../talk/yesNo.js';

const payment = '(?:payment|transaction|purchase|charge|debit)';
const no = '^(?:no )*';
const yes = '^(?:yes )*';
const it = '(?:(?:it|that|this)(?: one)? )?';

/** "That was not me", "I did not make this payment". */
export const notMine = new RegExp(
  [
    `${no}${it}(?:(?:was |is )?not|wasn't|wasnt|isn't|isnt) (?:me|mine)\\b`,
    `${no}i (?:didn't|didnt|did not|never) (?:make|made|do|did|pay|paid|buy|bought|authori[sz]ed?)\\b`,
    `\\b${payment}s?\\b.*\\bi (?:(?:don't|dont|do not) (?:know|recogni[sz]e)|(?:didn't|didnt|did not|never) (?:make|made|do|did|authori[sz]ed?))\\b`,
    `${no}i (?:don't|dont|do not) (?:know|recogni[sz]e) (?:(?:this|that|the|a|an) ${payment}\\b|(?:this|that|it)$)`,
  ].join('|'),
);

/** "That was me", "I made this payment". */
export const mine = new RegExp(
  `${yes}${it}(?:was|is) (?:me|mine)\\b|${yes}i (?:did (?:it|that|this)|made (?:it|(?:that|this)(?: ${payment})?))\\b`,
);

/** What a text says about a payment that the person was asked about. */
export interface PaymentReading {
  readonly answer: 'mine' | 'not-mine';
  /** It is a yes or a no, which could answer any question. */
  readonly isBare: boolean;
  /** It is the answer and nothing else, as far as can be seen: "no", and not "no, R300". */
  readonly isWhole: boolean;
}

/** Reads an answer to "Was it you?". The text is in English. */
export function readPaymentAnswer(text: string): PaymentReading | undefined {
  const said = plain(text);
  if (notMine.test(said)) return { answer: 'not-mine', isBare: false, isWhole: true };
  if (mine.test(said)) return { answer: 'mine', isBare: false, isWhole: true };
  const whole = { 1: 'yes', 2: 'no' }[said] ?? readYesNo(text);
  const begins = whole ?? /^(yes|no)\b/.exec(said)?.[1];
  if (begins === undefined) return undefined;
  return { answer: begins === 'yes' ? 'mine' : 'not-mine', isBare: true, isWhole: whole !== undefined };
}
