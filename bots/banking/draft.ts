import type { DialogContext } from 'botbuilder-dialogs';
import type { Customer } from './accounts.js';
import { showAmount } from './money.js';
import { nameOf } from './names.js';
import { type TaskOptions, tasksOf } from './tasks.js';
import { bankingWordsIn } from './words.js';

const tasks: Readonly<Record<string, string>> = {
  transfer: 'Send money',
  card: 'Freeze or unfreeze the card',
  reminder: 'Set a payment reminder',
  transactions: 'Show transactions',
  payment: 'Answer whether a payment was theirs',
};

/**
 * What the open dialog has collected so far, in words for a consultant, who reads English. `waiting`: the tasks that it
 * has interrupted.
 */
export function draftOf(dialogs: DialogContext, customer: Customer): object | undefined {
  const [first, ...others] = tasksOf(dialogs).map(({ id, options }) => ({
    task: tasks[id] ?? id,
    ...facts(options, customer),
  }));
  return first && (others.length > 0 ? { ...first, waiting: others } : first);
}

function facts({ slots, later, payment, action, text }: TaskOptions, customer: Customer): object {
  const known = slots ?? payment ?? {};
  const say = bankingWordsIn('en');
  const name = (id: string | undefined) => (id === undefined ? undefined : nameOf(id, customer, say));
  const all = {
    amount: known.amountCents === undefined ? undefined : showAmount(known.amountCents),
    ...('payee' in known ? { to: known.payee } : {}),
    ...('to' in known ? { to: name(known.to) } : {}),
    ...('from' in known ? { from: name(known.from) } : {}),
    ...('reference' in known ? { reference: known.reference } : {}),
    action,
    said: text,
    ...(later && later.length > 0 && { next: later.map((each) => facts({ slots: each }, customer)) }),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}
