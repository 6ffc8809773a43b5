import type { DialogContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Customer } from './accounts.js';
import { showAmount } from './money.js';

const slots = z.object({
  amountCents: z.number().optional(),
  to: z.string().optional(),
  from: z.string().optional(),
  reference: z.string().optional(),
});
const options = z.object({
  asked: z
    .object({ question: z.object({ slots }) })
    .optional()
    .catch(undefined),
  slots: slots.optional(),
  action: z.enum(['freeze', 'unfreeze']).optional(),
  payment: z.object({ payee: z.string(), amountCents: z.number().optional() }).optional(),
  text: z.string().optional(),
});
const inner = z.object({ state: z.object({ options }) });

const tasks: Readonly<Record<string, string>> = {
  transfer: 'Send money',
  card: 'Freeze or unfreeze the card',
  reminder: 'Set a payment reminder',
  transactions: 'Show transactions',
  payment: 'Answer whether a payment was theirs',
};

/** What the open dialog has collected so far, in words for a consultant. */
export function draftOf(dialogs: DialogContext, customer: Customer): object | undefined {
  const active = dialogs.activeDialog?.id;
  if (active === undefined) return undefined;
  const found = dialogs.child?.stack.flatMap((each) => inner.safeParse(each).data?.state.options ?? []);
  const { asked, slots: given, action, payment, text } = found?.[0] ?? {};
  const known = asked?.question.slots ?? given ?? payment ?? {};
  const facts = {
    amount: known.amountCents === undefined ? undefined : showAmount(known.amountCents),
    ...('payee' in known ? { to: known.payee } : {}),
    ...('to' in known ? { to: nameOf(known.to, customer) } : {}),
    ...('from' in known ? { from: nameOf(known.from, customer) } : {}),
    ...('reference' in known ? { reference: known.reference } : {}),
    action,
    said: text,
  };
  const there = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { task: tasks[active] ?? active, ...Object.fromEntries(there) };
}

function nameOf(id: string | undefined, { accounts, beneficiaries }: Customer): string | undefined {
  if (id === undefined) return undefined;
  const account = accounts.find((each) => each.id === id);
  return account ? `${account.name} ${account.masked}` : beneficiaries.find((each) => each.id === id)?.name;
}
