import type { DialogContext } from 'botbuilder-dialogs';
import { DateTime } from 'luxon';
import { dayOf, showDay } from '../dates/calendar.js';
import { readWhen } from '../reminders/when.js';
import { begin } from './begin.js';
import { isCorrection, withoutLead } from './lead.js';
import { readAmount } from './money.js';
import { localeIn, type Services } from './services.js';

const mostDays = 366;
const time = /\bat\b|\bom\b|\d ?(?:am|pm|h|uur)\b|\d[:h]\d\d|\b(?:noon|midday|o'clock)\b|^\d{1,2}$/i;
const day =
  /(?:day|dag)s?\b|\b(?:tomorrow|m[oô]re|today|vandag|week|month|maand)\b|\d(?:st|nd|rd|th)\b|\d[/-]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bin \d/i;

/** "No, at 10", "make it Monday" and "rather R300" right after a reminder was set change it. Resolves with whether this was one. */
export async function moveReminder(dc: DialogContext, text: string, services: Services): Promise<boolean> {
  const last = await services.lastReminder.get(dc.context);
  const now = services.clock.now();
  if (!last || last.at <= now || !isCorrection(text)) return false;
  const { zone, culture, ...locale } = await localeIn(dc.context, services);
  const said = withoutLead(text);
  const amount = /^r ?\d/i.test(said) ? readAmount(said) : undefined;
  if (amount?.kind === 'amount') {
    const { payment, at } = last;
    await begin(dc, 'reminder', { text: '', payment: { ...payment, amountCents: amount.cents }, at });
    return true;
  }
  // A time alone keeps the day of the reminder, and a day alone its time.
  const whole = time.test(said)
    ? day.test(said)
      ? said
      : `${showDay(dayOf(last.at, zone), culture)} at ${said.replace(/^(?:at|om)\s+/i, '')}`
    : `${said} at ${DateTime.fromMillis(last.at, { zone }).toFormat('HH:mm')}`;
  const { when, rest } = readWhen(whole, { now, zone, culture, ...locale }, mostDays);
  if ((when.kind === 'ask' && when.titles.length === 0) || /\p{L}/u.test(rest)) return false;
  await begin(dc, 'reminder', { text: whole, payment: last.payment, asked: 'when' });
  return true;
}
