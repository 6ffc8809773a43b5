import type { Say } from '../words.js';
import type { Customer } from './accounts.js';
import { showAmount } from './money.js';
import { nameOf } from './names.js';
import type { TransferSlots } from './transferSlots.js';
import type { BankingWord } from './words.js';

const clauseOf =
  /(?:^|\s)(?:for|vir|reference(?: to| is)?:?|ref:?|verwysing(?: na| is)?:?)\s+(?!(?:R ?)?\d[\d.,]*(?:\s|$))(.+?)(?=\s+(?:to|into|from|out of|aan|uit|van my|please|pls|asseblief|dankie|thanks)(?:\s|$)|[,;.!?](?:\s|$)|$)/gi;

/** The reference in the person's own words, where it was read from what was put into English. */
export function ownReference(own: string, read: string | undefined): { reference?: string } {
  if (read === undefined) return {};
  const found = [...own.matchAll(clauseOf)].map(([, words = '']) => words.trim());
  // "Stuur R50 vir Sipho vir ete": the last one.
  return { reference: (found.at(-1) ?? read).slice(0, 60) };
}

/** `R250.00 to Sipho Dlamini`, as far as it is known. */
export function shownPayment(
  { amountCents, to, near }: TransferSlots,
  customer: Customer,
  say: Say<BankingWord>,
): string {
  const id = to ?? near?.id;
  const payee = id === undefined ? undefined : nameOf(id, customer, say);
  const known = [payee, amountCents].filter((each) => each !== undefined).length;
  const has = known === 2 ? 'both' : payee !== undefined ? 'payee' : amountCents !== undefined ? 'amount' : 'none';
  return say('payment', { has, payee: payee ?? '', amount: showAmount(amountCents ?? 0) });
}
