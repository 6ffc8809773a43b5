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
import type { Account, Transaction } from './accounts.js';
import { showAmount } from './money.js';

/** `17 Jul  -R250.00  Acacia Supermarket (Cheque)` */
export function showTransaction(
  { at, amountCents, description, account }: Transaction,
  accounts: readonly Account[],
  { zone, culture }: Locale,
): string {
  const name = accounts.find(({ id }) => id === account)?.name ?? '';
  return `${showShortDay(dayOf(at, zone), culture)}  ${showAmount(amountCents)}  ${description} (${name})`;
}

/** `from 1 May 2026 to 17 July 2026` */
export function showDays({ from, to }: Days, { culture }: Locale): string {
  if (from === to) return `on ${showDay(from, culture)}`;
  if (from === beginning) return `until ${showDay(to, culture)}`;
  return `from ${showDay(from, culture)} to ${showDay(to, culture)}`;
}

/**
 * Button titles that tell readings apart, by the end in which they differ. At most 20 characters, the limit of a
 * button.
 */
export function showReadings(readings: readonly Days[], { culture }: Locale, today: Day): readonly string[] {
  const [first] = readings;
  const show = (day: Day) => {
    if (day === today) return 'Today';
    return yearOf(day) === yearOf(today) ? showWeekday(day, culture) : `${showShortDay(day, culture)} ${yearOf(day)}`;
  };
  return readings.map((days) => {
    if (readings.every(({ from, to }) => from === to)) return show(days.from);
    if (readings.every(({ from }) => from === first?.from)) return `To ${days.to === today ? 'today' : show(days.to)}`;
    if (readings.every(({ to }) => to === first?.to)) return `Since ${days.from === today ? 'today' : show(days.from)}`;
    return `${showShortDay(days.from, culture)} - ${showShortDay(days.to, culture)}`;
  });
}
