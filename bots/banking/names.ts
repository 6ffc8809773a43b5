import type { Say } from '../words.js';
import type { Customer } from './accounts.js';
import type { BankingWord, Note } from './words.js';

/** An account with its masked number, a beneficiary with the name; `undefined` for nobody. */
export function nameOf(id: string, { accounts, beneficiaries }: Customer, say: Say<BankingWord>): string | undefined {
  const account = accounts.find((each) => each.id === id);
  if (account) return `${say('account', { account: account.id })} ${account.masked}`;
  return beneficiaries.find((each) => each.id === id)?.name;
}

/** Each note in a line of its own. */
export function inWords(notes: readonly Note[], say: Say<BankingWord>): string {
  return notes.map(({ name, values }) => say(name, values)).join('\n');
}
