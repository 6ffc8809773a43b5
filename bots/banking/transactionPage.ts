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
  /** The person's words for the days, if they were just read. */
  readonly said?: string | undefined;
}

/** The next transactions of a period, what they come to, and what had to be assumed. */
export function page(records: Records, { filter, days, shown, said }: PageRequest, say: Say<BankingWord>) {
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
    ...(shown === 0 ? assumed(records, days, said, say) : []),
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
function assumed({ now, zone, since, firstDay }: Records, days: Days, said: string | undefined, say: Say<BankingWord>) {
  const year = yearOf(days.to);
  const namesYear =
    said === undefined || /\b(?:19|20)\d\d\b|['’]\d\d\b|\byears?\b|\bdays\b|\bweeks?\b|\d[/.-]\d+[/.-]\d/.test(said);
  const isTaken = !namesYear && year !== yearOf(dayOf(now, zone));
  return [
    ...(isTaken ? [say('yearTaken', { year: String(year) })] : []),
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
