import {
  beginning,
  type Day,
  type Days,
  dayOf,
  showDay,
  showShortDay,
  showWeekday,
  yearOf,
} from '../dates/calendar.js';
import type { Locale } from '../dates/locale.js';
import type { Say } from '../words.js';
import type { Transaction } from './accounts.js';
import { showAmount } from './money.js';
import type { TransactionFilter } from './transactionFilter.js';
import type { BankingWord } from './words.js';

/** `17 Jul  -R250.00  Acacia Supermarket (Cheque)` */
export function showTransaction(
  { at, amountCents, description, account }: Transaction,
  { zone, culture, language }: Locale,
  say: Say<BankingWord>,
): string {
  const name = say('account', { account });
  return `${showShortDay(dayOf(at, zone), culture, language)}  ${showAmount(amountCents)}  ${description} (${name})`;
}

/** `from 1 May 2026 to 17 July 2026` */
export function showDays({ from, to }: Days, { culture, language }: Locale, say: Say<BankingWord>): string {
  const days = { from: showDay(from, culture, language), to: showDay(to, culture, language) };
  if (from === to) return say('onDay', days);
  return say(from === beginning ? 'untilDay' : 'fromTo', days);
}

/** What was asked for beyond days, in brackets: ` (deposits, groceries)`. */
export function showFilter(filter: TransactionFilter, say: Say<BankingWord>): string {
  const { accounts, categories, names, direction, least, most, isLargestFirst } = filter;
  const isExact = least !== undefined && least === most;
  const parts = [
    ...(direction ? [say(direction === 'in' ? 'moneyIn' : 'moneyOut')] : []),
    ...categories.map((category) => say('category', { category })),
    ...names.map((words) => `"${words.join(' ')}"`),
    ...accounts.map((account) => say('account', { account })),
    ...(isExact ? [showAmount(least)] : []),
    ...(least !== undefined && !isExact ? [say('atLeast', { amount: showAmount(least) })] : []),
    ...(most !== undefined && !isExact ? [say('atMost', { amount: showAmount(most) })] : []),
    ...(isLargestFirst ? [say('largestFirst')] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** `In all: -R1,250.00`, both ways if money went both ways. */
export function showSum(entries: readonly Transaction[], say: Say<BankingWord>): string {
  const sum = (isIn: boolean) =>
    entries.reduce((total, { amountCents }) => (amountCents > 0 === isIn ? total + Math.abs(amountCents) : total), 0);
  const [moneyIn, moneyOut] = [sum(true), sum(false)];
  const ways = moneyIn === 0 ? 'out' : moneyOut === 0 ? 'in' : 'both';
  return say('sum', { ways, moneyIn: showAmount(moneyIn), moneyOut: showAmount(moneyOut) });
}

/**
 * Button titles that tell readings apart, by the end in which they differ. At most 20 characters, the limit of a
 * button.
 */
export function showReadings(
  readings: readonly Days[],
  { culture, language }: Locale,
  today: Day,
  say: Say<BankingWord>,
): readonly string[] {
  const [first] = readings;
  const show = (day: Day) => {
    if (day === today) return say('today');
    return yearOf(day) === yearOf(today)
      ? showWeekday(day, culture, language)
      : `${showShortDay(day, culture, language)} ${yearOf(day)}`;
  };
  return readings.map((days) => {
    if (readings.every(({ from, to }) => from === to)) return show(days.from);
    if (readings.every(({ from }) => from === first?.from)) return say('toDay', { day: show(days.to) });
    if (readings.every(({ to }) => to === first?.to)) return say('sinceDay', { day: show(days.from) });
    return `${showShortDay(days.from, culture, language)} - ${showShortDay(days.to, culture, language)}`;
  });
}
