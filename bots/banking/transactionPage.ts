import { type Days, dayOf, yearOf } from '../dates/calendar.js';
import type { Say } from '../words.js';
import { filtered, isNarrow, type TransactionFilter } from './transactionFilter.js';
import { showDays, showFilter, showSum, showTransaction } from './transactionLines.js';
import type { Records } from './transactionRecords.js';
import type { BankingWord } from './words.js';

const pageSize = 10;

export interface PageRequest {
  readonly filter: TransactionFilter;
  readonly days: Days;
  /** How many have been shown. */
  readonly shown: number;
  /** The person did not say of which year the days are. */
  readonly isYearTaken: boolean;
}

/** The next transactions of a period, what they come to, and what had to be assumed. */
export function page(records: Records, { filter, days, shown, isYearTaken }: PageRequest, say: Say<BankingWord>) {
  const { all, zone } = records;
  const inDays = all.filter(({ at }) => isWithin(dayOf(at, zone), days));
  const met = filtered(inDays, filter);
  const lines = met.slice(shown, shown + pageSize).map((entry) => showTransaction(entry, records, say));
  const what = { when: showDays(days, records, say), filter: showFilter(filter, say) };
  const count = { from: shown + 1, to: shown + lines.length, all: met.length };
  const title =
    met.length === 0
      ? say('noTransactions', what)
      : say(met.length > pageSize ? 'transactionsPart' : 'transactionsTitle', { ...what, ...count });
  const isNarrowed = isNarrow({ ...filter, accounts: [] });
  const text = [
    ...(shown === 0 ? assumed(records, days, isYearTaken, say) : []),
    title,
    ...lines,
    ...(isNarrowed && met.length > 0 ? [showSum(met, say)] : []),
    ...(filter.categories.length > 0 ? uncategorised(inDays, say) : []),
  ].join('\n');
  const shownNow = shown + lines.length;
  return { text, shownNow, isLast: shownNow >= met.length };
}

/** The latest transactions, of the accounts that are asked for. */
export function latest(records: Records, filter: TransactionFilter, most: number, say: Say<BankingWord>): string {
  const lines = filtered(records.all, filter)
    .slice(0, most)
    .map((entry) => showTransaction(entry, records, say));
  const title = say('latest', { count: lines.length, filter: showFilter(filter, say) });
  return [title, ...lines, '', say('otherDays', { examples: say('dayExamples') })].join('\n');
}

/** What the person cannot know: which year was taken, and since when there are records. */
function assumed({ since, firstDay }: Records, days: Days, isYearTaken: boolean, say: Say<BankingWord>) {
  return [
    ...(isYearTaken ? [say('yearTaken', { year: String(yearOf(days.to)) })] : []),
    ...(days.from < firstDay ? [say('recordsSince', { since })] : []),
  ];
}

/** Card payments come without a category: what they are for is not known. */
function uncategorised(entries: Records['all'], say: Say<BankingWord>): readonly string[] {
  const count = entries.filter(({ category }) => category === undefined).length;
  return count === 0 ? [] : [say('uncategorised', { count })];
}

function isWithin(day: string, { from, to }: Days): boolean {
  return from <= day && day <= to;
}
