import { addDays, type Day, dayOf } from './calendar.js';
import type { DateContext } from './locale.js';
import { instantOf } from './localTime.js';
import type { Named } from './recognized.js';

/** What is said about the time of the day. */
export interface Clock {
  /** Minutes since midnight, as in the atom `time`. */
  readonly times: readonly number[];
  /** Default: the person's own zone. Several are what an abbreviation can stand for. */
  readonly zones?: readonly string[];
  /** Whether no time is named, so that it is the usual one. */
  readonly isRough: boolean;
}

/** The parts of the day in minutes, and the time that is meant if no other is named. The night ends on the next day. */
const partsOfDay: Readonly<Record<string, readonly [from: number, to: number, usual: number]>> = {
  morning: [1, 719, 540],
  afternoon: [720, 1140, 840],
  evening: [960, 1440, 1080],
  night: [1080, 1740, 1200],
};

/** The time in a part of the day, or on a day if no part is named. */
export function usual(part: string | undefined): Clock {
  return { times: [partsOfDay[part ?? '']?.[2] ?? 540], isRough: true };
}

/** Those of the times that are in the part of the day. After midnight, the night's are on the next day. */
export function within(times: readonly number[], part: string | undefined): readonly number[] {
  const [from, to] = partsOfDay[part ?? ''] ?? [0, 2880];
  const all = part === undefined ? times : times.flatMap((time) => [time, time + 1440]);
  return [...new Set(all.filter((time) => from <= time && time <= to))];
}

/**
 * The moments (epoch ms) of a time on days. Without days, it is the next such time. 7 to 12 without "am" or "pm" are in
 * the morning or noon, unless that has passed; 1 to 6 can be in either half of the day.
 */
export function momentsOf(named: Named | undefined, clock: Clock, context: DateContext): readonly number[] {
  const { now, zone } = context;
  const today = dayOf(now, zone);
  return (clock.zones ?? [zone]).flatMap((inZone) => {
    const at = (time: number) => nearest(named, time, clock.isRough, today, { now, zone: inZone });
    const [time = 0, other] = clock.times;
    const isHalf = other !== undefined && Math.abs(time - other) === 720;
    if (!isHalf || time < 420 || time >= 780) return clock.times.flatMap(at);
    const isClear = at(time).some((each) => each > now && (named !== undefined || dayOf(each, zone) === today));
    if (isClear) return at(time);
    return named === undefined ? clock.times.flatMap(at) : at(other);
  });
}

/** The soonest in the future. If today is such a weekday, the one in a week may be meant as well. */
function nearest(
  named: Named | undefined,
  time: number,
  isRough: boolean,
  today: Day,
  { now, zone }: Pick<DateContext, 'now' | 'zone'>,
): readonly number[] {
  const days = named?.days.map(({ from }) => from) ?? [addDays(today, -1), today, addDays(today, 1)];
  const near = named?.every ? days.filter((day) => day >= addDays(today, -1)).slice(0, 4) : days;
  const all = near.map((day) => ({ day, at: instantOf(day, time, zone) }));
  const future = all.filter(({ at }) => at > now);
  // "Today" or "this afternoon" is not over just because our usual time for it is.
  if (future.length === 0) return all.filter(({ day }) => !isRough || day !== today).map(({ at }) => at);
  if (named && !named.every) return future.map(({ at }) => at);
  const [soonest, following] = future;
  const isEither = named?.every === 'week' && soonest?.day === today && following;
  return [soonest, ...(isEither ? [following] : [])].flatMap((each) => (each ? [each.at] : []));
}
