import type { DialogContext } from 'botbuilder-dialogs';
import { readPeriod } from '../dates/period.js';
import { readYesNo } from '../talk/yesNo.js';
import { readAccounts, withoutAccounts } from './accountWords.js';
import { balance } from './answers.js';
import { begin } from './begin.js';
import { inEnglish, spelt } from './heard.js';
import { offer, offerMenu } from './lines.js';
import { meetTransfer } from './meetTransfer.js';
import { moveReminder } from './moveReminder.js';
import { personOf, type Services } from './services.js';
import { readFilter } from './transactionFilter.js';
import { recordsOf } from './transactionRecords.js';
import { readTransfer, words } from './transferText.js';
import { answerTitles, wasItYou } from './wasItYou.js';
import { bankingWords } from './words.js';

/** Nothing is open, and the text is no command: takes it for what it may be about, or says what the bot can do. */
export async function wonder(dc: DialogContext, text: string, misses: number, services: Services): Promise<void> {
  const { context } = dc;
  const words = bankingWords(context);
  const english = spelt(inEnglish(text));
  if (await moveReminder(dc, text, services)) return;
  if (await about(dc, english, text, services)) return;
  const [asked] = (await services.bank.questions(personOf(context))).filter(({ state }) => state === 'open');
  if (asked) {
    const question = wasItYou(personOf(context), asked, words).text;
    await context.sendActivity(offer(`${words('iDidNot')} ${question}`, answerTitles(words)));
    return;
  }
  const nothing = misses > 1 ? 'notUnderstoodAgain' : 'notUnderstood';
  const said = readYesNo(text) === undefined ? words(nothing) : words('noQuestionOpen');
  await context.sendActivity(
    misses > 1 ? offer(said, [words('menuHuman'), words('menuHelp')]) : offerMenu(context, said),
  );
}

/** Days, a payee with an amount, or an account: what belongs to one command alone, without its verb. */
async function about(dc: DialogContext, english: string, own: string, services: Services): Promise<boolean> {
  const { context } = dc;
  const { names, all: _, ...locale } = await recordsOf(context, services);
  const customer = await services.bank.customer(personOf(context));
  const { slots } = readTransfer(`pay ${english}`, customer);
  const payee = slots.to ?? slots.near?.id;
  if (slots.amountCents !== undefined && payee !== undefined) {
    await meetTransfer(dc, `pay ${english}`, own, services);
    return true;
  }
  if (readAccounts(english).length > 0 && !/\p{L}/u.test(words(withoutAccounts(english)))) {
    await context.sendActivity(offerMenu(context, await balance(context, english, services)));
    return true;
  }
  const { filter, unknown, unused, days } = readFilter(english, names);
  const { kind } = readPeriod(days, locale);
  const isOnly = unknown.length + unused.length === 0;
  if (kind === 'period' || kind === 'ambiguous' || (isOnly && filter.categories.length + filter.names.length > 0)) {
    await begin(dc, 'transactions', { text: english });
    return true;
  }
  return false;
}
