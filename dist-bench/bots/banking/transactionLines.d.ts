import { type Day, type Days } from '../dates/calendar.js';
import type { Locale } from '../dates/locale.js';
import type { Account, Transaction } from './accounts.js';
/** `17 Jul  -R250.00  Acacia Supermarket (Cheque)` */
export declare function showTransaction({ at, amountCents, description, account }: Transaction, accounts: readonly Account[], { zone, culture }: Locale): string;
/** `from 1 May 2026 to 17 July 2026` */
export declare function showDays({ from, to }: Days, { culture }: Locale): string;
/**
 * Button titles that tell readings apart, by the end in which they differ. At most 20 characters, the limit of a
 * button.
 */
export declare function showReadings(readings: readonly Days[], { culture }: Locale, today: Day): readonly string[];
