import type { DialogContext, DialogInstance } from 'botbuilder-dialogs';
import { isAngry } from './anger.js';
import { askWhatIsMeant, isDidYouMean } from './didYouMean.js';
import { type Languages, languageIn } from './language.js';
import { foreignLanguage, languageChosen } from './languageWords.js';
import { openQuestion } from './questions.js';
import type { Talk, Wish } from './talk.js';
import { type Heard, understood } from './understood.js';
import { talkWords } from './words.js';
import { readYesNo } from './yesNo.js';

/** From this many failures in a row on, the person is told how to get out. */
const patience = 2;

/**
 * Takes a message to where it belongs:
 *
 * 1. An exact answer to the question that is open answers it.
 * 2. A command interrupts every question, and the question comes back when the command is done.
 * 3. Anything else is left to the question. If it is not understood twice in a row, the person is told of "cancel" and
 *    "human".
 * 4. A misspelt command is taken like a right one; if it is costly, the person is asked first.
 */
export async function route<W extends Wish>(dc: DialogContext, text: string, talk: Talk<W>): Promise<void> {
  const question = openQuestion(dc);
  if (question && (await isAnswer(dc, question, text, talk))) {
    await dc.continueDialog();
    return;
  }
  if (await changeLanguage(dc, text, talk.languages)) return;
  const heard = understood(dc, text, talk).filter(({ wish }) => !question || wish.isWhole || !talk.isFree(dc));
  if (heard.length > 0) {
    await talk.misses.set(dc.context, 0);
    if (heard.some(({ isForeign }) => isForeign)) await tellLanguages(dc, text, talk.languages);
    await meetAll(dc, heard, talk);
  } else if (question) await leaveToQuestion(dc, question, text, talk);
  else await wonder(dc, text, talk);
}

async function isAnswer<W extends Wish>(
  dc: DialogContext,
  question: DialogInstance,
  text: string,
  talk: Talk<W>,
): Promise<boolean> {
  return isDidYouMean(question) ? readYesNo(text) !== undefined : talk.isAnswer(dc, text);
}

/** "Afrikaans" and "in English please" choose the language, also in the middle of a question. */
async function changeLanguage(dc: DialogContext, text: string, languages: Languages): Promise<boolean> {
  const chosen = languageChosen(text);
  if (!chosen) return false;
  await languages.choose(dc.context, chosen);
  await dc.context.sendActivity(talkWords(dc.context)('languageChosen'));
  await dc.repromptDialog();
  return true;
}

/** Who is understood in Afrikaans may want to read it, too. To who writes another language, both are named. */
async function tellLanguages({ context }: DialogContext, text: string, languages: Languages): Promise<void> {
  if (languageIn(context) !== 'en' || !(await languages.isFirstTime(context))) return;
  const foreign = foreignLanguage(text) ?? 'af';
  await context.sendActivity(talkWords(context)(foreign === 'af' ? 'afrikaansToo' : 'languages'));
}

/** Meets what can be said at once, then begins one dialog. What has to wait is told. */
async function meetAll<W extends Wish>(dc: DialogContext, heard: readonly Heard<W>[], talk: Talk<W>): Promise<void> {
  const [first, ...later] = heard.filter(({ wish }) => wish.begins);
  for (const each of heard) if (!each.wish.begins) await meet(dc, each, talk);
  if (later.length > 0) {
    const wishes = later.map(({ text }) => `"${text}"`).join(', ');
    await dc.context.sendActivity(talkWords(dc.context)('oneAtATime', { later: wishes }));
  }
  if (first) await meet(dc, first, talk);
}

async function meet<W extends Wish>(dc: DialogContext, heard: Heard<W>, talk: Talk<W>): Promise<void> {
  const { wish, text, guess } = heard;
  if (guess !== undefined && wish.isCostly) await askWhatIsMeant(dc, guess);
  else if ((await talk.meet(dc, wish, text)) === 'said') await dc.repromptDialog();
}

async function leaveToQuestion<W extends Wish>(
  dc: DialogContext,
  question: DialogInstance,
  text: string,
  talk: Talk<W>,
): Promise<void> {
  const say = talkWords(dc.context);
  if (!talk.isFree(dc) && isAngry(text)) {
    await dc.context.sendActivity(say('sorryInQuestion'));
    await dc.repromptDialog();
    return;
  }
  await dc.continueDialog();
  const now = openQuestion(dc);
  // The framework keeps a question that asks again as it is, and replaces one that was answered.
  if (now === undefined || now.state !== question.state) return;
  const failures = Number(now.state[failuresKey] ?? 0) + 1;
  now.state[failuresKey] = failures;
  if (failures >= patience) await dc.context.sendActivity(say('wayOut'));
}

const failuresKey = 'failures';

async function wonder<W extends Wish>(dc: DialogContext, text: string, talk: Talk<W>): Promise<void> {
  const { context } = dc;
  const say = talkWords(context);
  if (isAngry(text)) {
    await context.sendActivity(talk.offerHuman(dc, say('sorry')));
    return;
  }
  const foreign = foreignLanguage(text);
  if (foreign !== undefined && foreign !== languageIn(context) && (await talk.languages.isFirstTime(context))) {
    await context.sendActivity(talk.offerHuman(dc, say('languages')));
    return;
  }
  const misses = (await talk.misses.get(context, 0)) + 1;
  await talk.misses.set(context, misses);
  await talk.wonder(dc, text, misses);
}
