import type { DialogContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { plain } from '../plain.js';
import { openQuestion } from '../talk/questions.js';
import type { Talk } from '../talk/talk.js';
import { readYesNo } from '../talk/yesNo.js';
import { titleIn } from './dialogs/choicePrompt.js';
import { inEnglish, spelt } from './heard.js';
import { type Intent, readIntent } from './intents.js';
import { offer } from './lines.js';
import { meet } from './meet.js';
import { readAmount } from './money.js';
import type { Services } from './services.js';
import { readTransferAnswer } from './transferAnswer.js';
import { wonder } from './wonder.js';
import { bankingWords } from './words.js';

const choices = z.object({ choices: z.array(z.object({ value: z.string() }).or(z.string())).catch([]) });

/** After a list, thanks are no reason to show its question once more. */
const endsList =
  /^(?:no|nope|nah|enough|done|thanks|thank you|ok|okay|great|cool|bye)\b(?: (?:no|thanks|thank you|i'm good|im good|enough|then|cool|that's it|great|more|man))*$/;

/** What the banking bot brings to the router. */
export function bankingTalk(services: Services): Talk<Intent> {
  return {
    languages: services.languages,
    misses: services.misses,
    inEnglish,
    spelt,
    read: (text, dc) => {
      const isRefused = dc.activeDialog !== undefined && refusal.test(plain(text));
      const intent = readIntent(isRefused ? 'cancel' : text);
      return intent && { ...intent, said: inEnglish(intent.said) };
    },
    meet: async (dc, wish, text) => {
      await services.lastReminder.delete(dc.context);
      return meet(dc, wish, text, services);
    },
    isAnswer,
    isFree: (dc) => openQuestion(dc)?.id === 'remindPayee',
    wonder: (dc, text, misses) => wonder(dc, text, misses, services),
    offerHuman: ({ context }, text) => {
      const words = bankingWords(context);
      return offer(text, [words('menuHuman'), words('menuHelp')]);
    },
  };
}

/** What is said of the list that is shown. */
const narrows = /^(?:only|just|net|and|what about|how about|en wat van)\b/i;

/** To a question that wants no yes or no, this refuses the whole task. */
const refusal = /^(?:no|nope|nah|nee)(?: (?:no|thanks|thank you|dankie|i'm good|im good))+$/;

/** A yes or no to a transfer names nobody. */
const nobody = { accounts: [], beneficiaries: [] };

/** A title or its number, a clear yes or no where one is asked for, or an amount where that is. */
function isAnswer(dc: DialogContext, text: string): boolean {
  const question = openQuestion(dc);
  if (!question) return false;
  const titles = (choices.safeParse(question.state.options).data?.choices ?? []).map((each) =>
    typeof each === 'string' ? each : each.value,
  );
  const number = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (titleIn(text, titles) || (number >= 1 && number <= titles.length)) return true;
  if (question.id === 'more' && (endsList.test(plain(inEnglish(text))) || narrows.test(text.trim()))) return true;
  if (question.id === 'amount')
    return readAmount(text).kind === 'amount' && !/[\p{L}]{3,}/u.test(plain(text).replace(/rands?/g, ''));
  if (question.id === 'confirmTransfer') {
    // "Cancel" ends the payments that follow as well.
    const english = inEnglish(text);
    const isCancelled = readIntent(english)?.kind === 'cancel';
    return !isCancelled && /^(?:yes|no)$/.test(readTransferAnswer('confirm', english, nobody).kind);
  }
  return /^(?:confirm|nearPayee)/.test(question.id) && readYesNo(inEnglish(text)) !== undefined;
}
