import { plain } from '../plain.js';
import { isOneSlip } from '../talk/slip.js';
import type { AccountId, Transaction } from './accounts.js';
import { readAccounts, withoutAccounts } from './accountWords.js';
import { readAmountRange } from './amountRange.js';
import { type Category, readCategories } from './category.js';
import { isFillerWord, isTimeWord } from './transactionWords.js';

/** Which transactions are asked for. It is kept with the dialog, so it must survive JSON. */
export interface TransactionFilter {
  /** None: all. */
  readonly accounts: readonly AccountId[];
  readonly direction?: 'in' | 'out';
  /** None: all. */
  readonly categories: readonly Category[];
  /** Words of names in the transactions: each group is one name. None: all. */
  readonly names: readonly (readonly string[])[];
  /** The size of the amount, in cents, whichever way the money went. */
  readonly least?: number;
  readonly most?: number;
  /** The largest first, instead of the newest. */
  readonly isLargestFirst?: boolean;
}

export interface FilterReading {
  readonly filter: TransactionFilter;
  /** Words that follow "to", "at" and the like and are in no transaction: whom or what was asked for is not there. */
  readonly unknown: readonly string[];
  /** Other words that nothing could be made of. */
  readonly unused: readonly string[];
  /** The text without what was read: what is left names days, if any. */
  readonly days: string;
}

const moneyIn =
  /\b(?:deposits?|deposited|received?|incoming|income|credits|paid in|came in|come in|money in(?! (?:my |the )?(?:savings|cheque|credit|account|bank))|earn(?:ed|ings)?|paid me|pays? me|got paid|get paid|refunds?)\b/g;
const moneyOut =
  /\b(?:withdrawals?|withdrawn?|withdrew|spen[dt]|spending|expenses?|purchases?|outgoing|debits?|paid out|went out|money out|payments?|paid|pay|bought|buy|sent|costs?|gone off)\b/g;
/** "Incoming payments" come in. */
const surelyOut =
  /\b(?:withdrawals?|withdrawn?|withdrew|spen[dt]|spending|expenses?|outgoing|debits?|paid out|went out|money out|bought)\b/g;
const inAndOut = /\b(?:money )?in (?:and|or|&) (?:money )?out\b/;
const largest = /\b(?:largest|biggest|highest|most expensive|top)\b/;

/** Reads which transactions a text in English asks for. `names`: the texts of the customer's transactions, and payees. */
export function readFilter(text: string, names: readonly string[]): FilterReading {
  const lower = text.toLowerCase().replaceAll('’', "'");
  const range = readAmountRange(lower);
  const { categories, rest } = readCategories(withoutAccounts(range.rest));
  const direction = directionOf(lower, categories);
  const bare = rest.replace(inAndOut, ' ').replace(moneyIn, ' ').replace(moneyOut, ' ');
  const known = new Map(
    names.flatMap((name) => name.split(/[^\p{L}\p{N}']+/u)).map((word) => [word.toLowerCase(), word]),
  );
  const groups = bare.split(/\b(?:and|or)\b|[,&+]/).map((part) => namesIn(part, known));
  const found = groups.map(({ found: words }) => words).filter((words) => words.length > 0);
  const left = groups.flatMap(({ left: words }) => words);
  const taken = new Set(groups.flatMap(({ said }) => said));
  return {
    filter: {
      accounts: readAccounts(range.rest.replace(/\bcredits\b|\bcredit(?=ed)/g, ' ')),
      categories,
      names: found,
      ...(direction && { direction }),
      ...(range.least !== undefined && { least: range.least }),
      ...(range.most !== undefined && { most: range.most }),
      ...(largest.test(lower) && { isLargestFirst: true }),
    },
    unknown: left.filter((word) => isNamed(word, lower)).map((word) => asWritten(word, text)),
    unused: left.filter((word) => !isNamed(word, lower)).map((word) => asWritten(word, text)),
    days: withoutAccounts(range.rest)
      .replace(/[\p{L}\p{N}']+/gu, (word) => (taken.has(word) || left.includes(word) ? ' ' : word))
      .replace(/\b(last|this|past|next) (week|month|year)(?:'?s|s')(?= |$)/g, '$1 $2')
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

/** The word in the letters of the text. */
function asWritten(word: string, text: string): string {
  return new RegExp(word.replace(/[^\p{L}\p{N}]/gu, '.'), 'iu').exec(text)?.[0] ?? word;
}

/** Whether anything is asked for beyond days. */
export function isNarrow({ accounts, categories, names, direction, least, most }: TransactionFilter): boolean {
  return (
    accounts.length + categories.length + names.length > 0 ||
    [direction, least, most].some((each) => each !== undefined)
  );
}

/** The transactions that are asked for, in their order or the largest first. */
export function filtered(all: readonly Transaction[], filter: TransactionFilter): readonly Transaction[] {
  const { accounts, categories, direction, least = 0, most = Number.POSITIVE_INFINITY } = filter;
  const met = all.filter(({ account, amountCents, category, description }) => {
    const size = Math.abs(amountCents);
    return (
      (accounts.length === 0 || accounts.some((id) => id === account)) &&
      (categories.length === 0 || categories.some((each) => each === category)) &&
      (direction === undefined || amountCents > 0 === (direction === 'in')) &&
      size >= least &&
      size <= most &&
      (filter.names.length === 0 || filter.names.some((words) => hasName(description, words)))
    );
  });
  return filter.isLargestFirst ? met.toSorted((a, b) => Math.abs(b.amountCents) - Math.abs(a.amountCents)) : met;
}

function hasName(description: string, words: readonly string[]): boolean {
  const has = wordsIn(description);
  return words.every((word) => has.includes(word.toLowerCase()));
}

function directionOf(text: string, categories: readonly Category[]): 'in' | 'out' | undefined {
  if (inAndOut.test(text)) return undefined;
  const isIn = text.search(moneyIn) >= 0;
  const isOut = text.search(isIn ? surelyOut : moneyOut) >= 0;
  // "Card payments", and "did my salary get paid": the category says which way.
  if (categories.includes('salary') || categories.includes('ownTransfers') || isIn === isOut) {
    return isIn && !isOut ? 'in' : undefined;
  }
  return isIn ? 'in' : 'out';
}

/** The words of known names in a part of the text, as they are known, and those that mean nothing here. */
function namesIn(part: string, known: ReadonlyMap<string, string>) {
  const found: string[] = [];
  const said: string[] = [];
  const left: string[] = [];
  for (const word of wordsIn(part)) {
    if (isTimeWord(word)) continue;
    const name = known.has(word) && !isFillerWord(word) ? word : undefined;
    const near =
      word.length > 3 && !isFillerWord(word) ? [...known.keys()].filter((other) => isOneSlip(word, other)) : [];
    const meant = name ?? (near.length === 1 ? near[0] : undefined);
    if (meant !== undefined) {
      found.push(known.get(meant) ?? meant);
      said.push(word);
    } else if (!isFillerWord(word)) left.push(word);
  }
  return { found, said, left };
}

/** Whether the word names whom or what the money was for: "at Checkers", "on new shoes". */
function isNamed(word: string, text: string): boolean {
  const escaped = word.replace(/[^\p{L}\p{N}]/gu, '.');
  return new RegExp(
    `\\b(?:to|at|on|by|with|for|paid|pay|sent|called|named|buy|bought|from|about|only)\\s+(?:my |the |a |an |some |new )*(?:[\\p{L}\\p{N}']+\\s+){0,2}?${escaped}(?![\\p{L}])`,
    'u',
  ).test(text);
}

function wordsIn(text: string): readonly string[] {
  return plain(text)
    .split(' ')
    .map((word) => word.replace(/'s$/, ''))
    .filter((word) => word.length > 1 || /\d/.test(word));
}
