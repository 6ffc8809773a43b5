import type { StatePropertyAccessor } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import { didYouMeanDialogs } from '../talk/didYouMean.js';
import { openQuestion } from '../talk/questions.js';
import { route } from '../talk/router.js';
import { bankingTalk } from './bankingTalk.js';
import { CardDialog } from './dialogs/card.js';
import { PaymentDialog } from './dialogs/payment.js';
import { ReminderDialog } from './dialogs/reminder.js';
import { TransactionsDialog } from './dialogs/transactions.js';
import { TransferDialog } from './dialogs/transfer.js';
import { answerPaymentQuestion, interrupt } from './paymentQuestion.js';
import { holdsSecretNumber } from './secrets.js';
import type { Services } from './services.js';
import { bankingWords } from './words.js';

export function createDialogs(services: Services, state: StatePropertyAccessor<DialogState>): DialogSet {
  const dialogs = new DialogSet(state)
    .add(new TransactionsDialog(services))
    .add(new TransferDialog(services))
    .add(new CardDialog(services))
    .add(new ReminderDialog(services))
    .add(new PaymentDialog(services));
  for (const each of didYouMeanDialogs(bankingTalk(services))) dialogs.add(each);
  return dialogs;
}

/** Nobody needs more to tell a bank what to do, and some of what reads a text takes time by the square of its length. */
const longestText = 1000;

/**
 * Answers one message. What is not text, what is too long, secret numbers and answers to "Was it you?" come first; then the router decides
 * between commands and the question that is open.
 */
export async function answerMessage(dc: DialogContext, services: Services): Promise<void> {
  const { context } = dc;
  const words = bankingWords(context);
  const text = context.activity.text?.trim() ?? '';
  // A dialog that had nothing left to ask when its turn came again is over.
  while (dc.activeDialog && openQuestion(dc) === undefined) dc.stack.pop();
  if (text === '' || context.activity.valueType === 'clickatell/unsupported') return interrupt(dc, words('textOnly'));
  if (text.length > longestText) return interrupt(dc, words('tooLong', { most: longestText }));
  if (holdsSecretNumber(text)) return interrupt(dc, words('noSecrets'));
  if (await answerPaymentQuestion(dc, services)) return;
  await route(dc, text, bankingTalk(services));
}
