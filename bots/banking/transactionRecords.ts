import type { TurnContext } from 'botbuilder';
import { type Day, dayOf, showDay } from '../dates/calendar.js';
import type { Locale } from '../dates/locale.js';
import type { Transaction } from './accounts.js';
import { localeIn, personOf, type Services } from './services.js';

/** What the bank has of a customer's transactions, and how the customer reads them. */
export interface Records extends Locale {
  /** Newest first. */
  readonly all: readonly Transaction[];
  /** The texts of the transactions, and the names of the beneficiaries. */
  readonly names: readonly string[];
  readonly now: number;
  readonly firstDay: Day;
  /** The first day in words. */
  readonly since: string;
}

export async function recordsOf(context: TurnContext, services: Services): Promise<Records> {
  const locale = await localeIn(context, services);
  const all = await services.bank.transactions(personOf(context));
  const now = services.clock.now();
  const firstDay = dayOf(all.at(-1)?.at ?? now, locale.zone);
  const names = await knownNames(context, services, all);
  return { ...locale, all, names, now, firstDay, since: showDay(firstDay, locale.culture, locale.language) };
}

export async function knownNames(
  context: TurnContext,
  { bank }: Services,
  all?: readonly Transaction[],
): Promise<readonly string[]> {
  const { beneficiaries } = await bank.customer(personOf(context));
  const entries = all ?? (await bank.transactions(personOf(context)));
  return [...new Set(entries.map(({ description }) => description)), ...beneficiaries.map(({ name }) => name)];
}
