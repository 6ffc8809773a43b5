import type { DialogContext } from 'botbuilder-dialogs';
import { startOfDay, wallClock } from '../dates/localTime.js';
import { readWhen } from '../reminders/when.js';
import type { Desk } from './desk.js';
import type { Remind } from './dialogs/remind.js';
import { inEnglish } from './heard.js';
import { localeIn } from './localeIn.js';

const change =
  /^(?:(?:no|nee|sorry|oh|wait|actually|rather|eerder|oops|not|i mean|i meant|make (?:it|that)|(?:change|move|shift|postpone|reschedule) (?:it|that|(?:my|the|that) reminder)(?: to| for)?|let's say|please|pls|instead|better|only|but|at|on|to)\b[\s,.:;!-]*)+/i;
const explicitChange =
  /^(?:(?:please|pls|can you|could you)\s+)?(?:change|move|shift|postpone|reschedule) (?:it|that|(?:my|the|that) reminder)(?: to| for)?\b[\s,:-]*/i;
const time =
  /\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:am|pm|h|o'clock|uur)\b|\bat \d{1,2}\b|\bom \d{1,2}\b|^\d{1,2}$|\b(?:noon|midday|midnight|morning|afternoon|evening|tonight|hours?|minutes?)\b/i;
const day =
  /\b(?:today|tomorrow|tonight|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|week|weeks|days?|môre|vandag|maandag|dinsdag|woensdag|donderdag|vrydag|saterdag|sondag)\b|\d(?:st|nd|rd|th)\b|\d\/\d|\d-\d/i;
const hours = /\b(?:in|hours?|minutes?)\b/i;

/**
 * Reads a change of the reminder that was just set, and moves it: "no, at 10" is another time on its day, and "rather
 * Friday" another day at its time. `false` if it is none.
 */
export async function moveReminder(
  dc: DialogContext,
  text: string,
  { lastSet, reminders, clock }: Desk,
): Promise<boolean> {
  const { context } = dc;
  const last = await lastSet.get(context);
  if (!last) return false;
  if (last.isRecent) await lastSet.set(context, { ...last, isRecent: false });
  const lead = (last.isRecent ? change : explicitChange).exec(text)?.[0] ?? '';
  const isWaiting = (await reminders.waiting(context)).some(({ at }) => at === last.at);
  if (!isWaiting) return false;
  const rest = text.slice(lead.length).trim();
  if (!/[a-z]/i.test(lead) || /^(?:at|on|to)\b/i.test(lead.trim()) || rest === '') return false;
  const locale = localeIn(context);
  const hasTime = time.test(inEnglish(text));
  const hasDay = day.test(text) || hours.test(rest);
  if (!hasTime && !hasDay) return false;
  const now = clock.now();
  const words = /^\d{1,2}(?:[:.h]\d{2})?$/.test(rest) ? `at ${rest}` : rest;
  const [, , , hour, minute] = wallClock(last.at, locale.zone);
  const whole = hasTime ? words : `${words} at ${hour}:${String(minute).padStart(2, '0')}`;
  const from = hasTime && !hasDay ? Math.max(now, startOfDay(last.at, locale.zone) - 1) : now;
  const { when, rest: unread } = readWhen(whole, { now: from, ...locale }, 60);
  if (/\p{L}{3}/u.test(unread.replace(/\b(?:please|pls|instead|rather|then|asseblief|at|on|the)\b/gi, '')))
    return false;
  // "At 10" can be morning or evening: as it was before.
  const nearest = when.kind === 'ask' && !hasDay ? nearestTo(last.at, when.offered) : undefined;
  const at = when.kind === 'at' ? when.at : nearest;
  const moved: Remind = { about: last.about, text: whole, offered: [], isWordless: true, isMoved: true };
  const wish: Remind = at === undefined ? moved : { ...moved, at };
  await dc.beginDialog('remind', wish);
  return true;
}

function nearestTo(at: number, offered: readonly number[]): number | undefined {
  return [...offered].sort((one, other) => Math.abs(one - at) - Math.abs(other - at))[0];
}
