import type { DialogContext } from 'botbuilder-dialogs';
import type { Met } from '../talk/talk.js';
import type { Say } from '../words.js';
import { offerMenu, say } from './lines.js';
import { taskOf } from './tasks.js';
import { type BankingWord, bankingWords } from './words.js';

/** What is said of a task that was stopped, by its dialog. */
const stopped: Readonly<Record<string, BankingWord>> = {
  transfer: 'stoppedTransfer',
  card: 'stoppedCard',
  reminder: 'stoppedReminder',
  payment: 'stoppedPayment',
  transactions: 'stoppedTransactions',
};

/** Ends the innermost task. What it had interrupted comes back with its question. */
export async function stop(dc: DialogContext): Promise<Met> {
  const { context, activeDialog } = dc;
  const words = bankingWords(context);
  if (!activeDialog) {
    await context.sendActivity(offerMenu(context, words('nothingToCancel')));
    return 'said';
  }
  const text = [stoppedText(dc, activeDialog.id, words)];
  const isLast = dc.stack.length === 1;
  await context.sendActivity(isLast ? offerMenu(context, text.join(' ')) : say(text.join(' ')));
  await dc.endDialog();
  return 'done';
}

/** Ends everything, and shows what can be done. */
export async function stopAll(dc: DialogContext): Promise<Met> {
  const words = bankingWords(dc.context);
  const text = dc.stack.map(({ id }) => stoppedText(dc, id, words)).reverse();
  await dc.cancelAllDialogs();
  await dc.context.sendActivity(offerMenu(dc.context, [...text, words('whatCanIDo')].join(' ')));
  return 'done';
}

function stoppedText(dc: DialogContext, id: string, words: Say<BankingWord>): string {
  const name = stopped[id];
  const count = id === 'transfer' ? (taskOf(dc, 'transfer')?.later?.length ?? 0) : 0;
  return [...(name ? [words(name)] : []), ...(count > 0 ? [words('laterStopped', { count })] : [])].join(' ');
}
