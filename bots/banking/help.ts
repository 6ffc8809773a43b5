import type { DialogContext } from 'botbuilder-dialogs';
import { openQuestion } from '../talk/questions.js';
import type { Say } from '../words.js';
import type { BankingWord } from './words.js';

/** The help for each question, by the prompt's id. */
const helpAt: Readonly<Record<string, BankingWord>> = {
  amount: 'helpAmount',
  payee: 'helpPayee',
  nearPayee: 'helpNearPayee',
  payer: 'helpPayer',
  confirmTransfer: 'helpConfirm',
  remindPayee: 'helpRemindPayee',
  remindWhen: 'helpRemindWhen',
  which: 'helpWhich',
  period: 'helpPeriod',
  more: 'helpMore',
  whichPayment: 'helpWhichPayment',
  confirmCard: 'helpCard',
};

/** What can be said now: to the question that is open, otherwise at all. */
export function helpFor(dc: DialogContext, words: Say<BankingWord>): string {
  return words(helpAt[openQuestion(dc)?.id ?? ''] ?? 'help');
}
