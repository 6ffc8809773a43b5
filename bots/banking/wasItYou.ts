import type { TurnContext } from 'botbuilder';
import { type TemplateMessage, template } from '../../src/index.js';
import { dayOf, showDay } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import { turnName } from '../turnName.js';
import type { Say } from '../words.js';
import type { Answered, PaymentAnswer, PaymentQuestion } from './cardPayments.js';
import { inEnglish } from './heard.js';
import { readAmount, showAmount } from './money.js';
import { readPaymentAnswer } from './paymentAnswer.js';
import { personOf, type Services } from './services.js';
import { type BankingWord, bankingWords } from './words.js';

/** The titles of the question's buttons. In the template they are in its own language. */
export function answerTitles(say: Say<BankingWord>): readonly string[] {
  return [say('itWasMe'), say('notMe')];
}

/** The question, as text and as template. */
export function wasItYou(
  person: string,
  { amountCents, merchant, at }: PaymentQuestion,
  say: Say<BankingWord>,
): { text: string; choices: readonly string[]; template: TemplateMessage } {
  const { zone, culture } = localeOf(person);
  const values = { amount: showAmount(amountCents), merchant, date: showDay(dayOf(at, zone), culture) };
  return {
    text: say('wasItYou', values),
    choices: answerTitles(say),
    template: template('suspicious_transaction', values),
  };
}

/** What a message says about a payment that the person was asked about. */
export type PaymentReply =
  | {
      /** `which`: it may be about any of several. */
      readonly kind: 'about' | 'which';
      readonly answer: PaymentAnswer;
      readonly questions: readonly PaymentQuestion[];
      /** Whether it quotes the question. A tap on a button does. */
      readonly isQuoted: boolean;
    }
  /** It is no answer, or there is nothing that it could answer. */
  | { readonly kind: 'none' };

/**
 * Finds the payment that a message is about: the question that it quotes or whose button was tapped, else the one whose
 * merchant or amount it names, else the only one that is open, else the one that was answered last. A bare yes or no
 * answers an open question only.
 */
export async function readReply(context: TurnContext, services: Services): Promise<PaymentReply> {
  const { text, replyToId } = context.activity;
  const reading = readPaymentAnswer(inEnglish(text));
  if (!reading) return { kind: 'none' };
  const { answer, isBare, isWhole } = reading;
  const all = await services.bank.questions(personOf(context));
  const quoted = replyToId === undefined ? undefined : await quotedIn(all, replyToId, services);
  if (quoted) return { kind: 'about', answer, questions: [quoted], isQuoted: true };
  // If its turn runs again, it has the same answer.
  const turn = turnName(context.activity);
  const before = all.filter(({ answeredIn }) => answeredIn === turn);
  if (before.length > 0) return { kind: 'about', answer, questions: before, isQuoted: true };
  const open = all.filter(({ state }) => state === 'open');
  const named = open.filter((question) => names(text, question));
  // "No, R300" is about something else, unless R300 was asked about.
  const meant = named.length > 0 || !isWhole ? named : open;
  const [only, ...others] = meant;
  if (only) return { kind: others.length === 0 ? 'about' : 'which', answer, questions: meant, isQuoted: false };
  const [last] = all;
  return last && !isBare ? { kind: 'about', answer, questions: [last], isQuoted: false } : { kind: 'none' };
}

/** Stores an answer, which may freeze the card, and says what has come of it. */
export async function takeAnswer(
  context: TurnContext,
  services: Services,
  answer: PaymentAnswer,
  questions: readonly PaymentQuestion[],
): Promise<string> {
  const person = personOf(context);
  const turn = turnName(context.activity);
  const words = bankingWords(context);
  const lines: string[] = [];
  for (const { transaction } of questions) {
    const answered = await services.bank.answerPayment(person, transaction, answer, turn);
    if (answered) lines.push(said(answered, answer, words));
  }
  const { cardIsFrozen } = await services.bank.customer(person);
  return [...lines, words(standing(answer, cardIsFrozen))].join(' ');
}

function said({ question, before }: Answered, answer: PaymentAnswer, words: Say<BankingWord>): string {
  const which = words('thePayment', payment(question));
  if (before === answer) return words(answer === 'mine' ? 'saidMineAlready' : 'saidNotMineAlready', { which });
  if (answer === 'not-mine') return words(before === 'open' ? 'notedNotMine' : 'notedNotMineThough', { which });
  if (before === 'cleared') return words('settledAlready', { which });
  return words(before === 'not-mine' ? 'mineAfterAll' : 'allWellWith', { which });
}

function standing(answer: PaymentAnswer, isFrozen: boolean): BankingWord {
  if (answer === 'mine') return isFrozen ? 'isFrozenStill' : 'cardStaysAsItIs';
  return isFrozen ? 'isFrozenNow' : 'isNotFrozenNow';
}

/** `R4,899.00` and `Night Owl`, to stand in a sentence. */
export function payment({ amountCents, merchant }: PaymentQuestion): { amount: string; merchant: string } {
  return { amount: showAmount(amountCents), merchant };
}

async function quotedIn(
  questions: readonly PaymentQuestion[],
  message: string,
  { messagesOf }: Services,
): Promise<PaymentQuestion | undefined> {
  for (const question of questions) {
    if ((await messagesOf(question.notification)).includes(message)) return question;
  }
  return undefined;
}

/** Whether the text names the merchant, by a word of its own, or the amount. */
export function names(
  text: string,
  { merchant, amountCents }: Pick<PaymentQuestion, 'merchant' | 'amountCents'>,
): boolean {
  const amount = readAmount(text);
  if (amount.kind === 'amount' && amount.cents === amountCents) return true;
  const said = wordsIn(text);
  return wordsIn(merchant).some((word) => word.length > 2 && said.includes(word));
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
