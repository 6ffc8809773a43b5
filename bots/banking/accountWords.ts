import { plain } from '../plain.js';
import type { AccountId } from './accounts.js';

const words: Readonly<Record<AccountId, RegExp>> = {
  savings: /\bsavings?\b/,
  cheque: /\b(?:cheque|check(?:ing)?|current)\b/,
  credit: /\b(?:credit|card)\b/,
};
const ids: readonly AccountId[] = ['cheque', 'savings', 'credit'];

/** The accounts that a text in English names. */
export function readAccounts(text: string): readonly AccountId[] {
  const said = plain(text);
  return ids.filter((id) => words[id].test(said));
}

/** The account that a text names, if it names exactly one. */
export function readAccount(text: string): AccountId | undefined {
  const named = readAccounts(text);
  return named.length === 1 ? named[0] : undefined;
}

/** The text without the words for accounts, to read the rest of it: "from savings" is no time. */
export function withoutAccounts(text: string): string {
  return text.replace(
    /\b(?:(?:from|on|in|into|to|for|of|and|with|out of)\s+)*(?:my\s+|the\s+)?(?:savings?|cheque|checking|current|credit)(?:\s+(?:card|accounts?|acc))*\b/gi,
    ' ',
  );
}
