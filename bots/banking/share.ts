import { type Account, availableCents } from './accounts.js';
import { readAccounts } from './accountWords.js';
import { withoutClause } from './clauses.js';
import { showAmount } from './money.js';
import type { TransferSlots } from './transferSlots.js';
import type { Note } from './words.js';

const whole = /\b(?:all|everything|whole|entire|full amount|full balance)\b/i;
const half = /\bhalf\b/i;
const payOff = /\b(?:pay off|pay up|settle|clear)\b/i;

/**
 * "All my savings" and "half of my cheque account" in cents, and "pay off my credit card" as what is owed. The person
 * is told how much that is.
 */
export function readShare(
  text: string,
  accounts: readonly Account[],
): { slots: TransferSlots; note: Note } | undefined {
  const card = accounts.find(({ id }) => id === 'credit');
  if (
    payOff.test(text) &&
    card &&
    card.balanceCents < 0 &&
    readAccounts(withoutClause('from', text)).includes('credit')
  ) {
    const amountCents = -card.balanceCents;
    const note: Note = { name: 'owed', values: { amount: showAmount(amountCents) } };
    return { slots: { amountCents, to: card.id }, note };
  }
  const [named] = readAccounts(withoutClause('to|into|onto', text));
  const account = accounts.find(({ id }) => id === named);
  if (!account) return undefined;
  const part = half.test(text) ? 2 : whole.test(text) ? 1 : undefined;
  if (part === undefined || account.id === 'credit') return undefined;
  const amountCents = Math.floor(availableCents(account) / part);
  if (amountCents <= 0) return undefined;
  const values = { account: account.id, amount: showAmount(amountCents), part: part === 1 ? 'all' : 'half' };
  return { slots: { amountCents, from: account.id }, note: { name: 'share', values } };
}
