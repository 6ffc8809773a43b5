import recognizers from '@microsoft/recognizers-text-date-time';
import { z } from 'zod';
import { addDays, dayOf } from './calendar.js';
import { instantOf, wallClock } from './localTime.js';
const resolution = z.object({
    values: z.array(z.object({ timex: z.string(), type: z.string(), value: z.string().optional(), start: z.string().optional() })),
});
/** The time that is meant if only a day is named. */
const morning = '09:00:00';
const partsOfDay = {
    TMO: morning,
    TAF: '14:00:00',
    TEV: '18:00:00',
    TNI: '20:00:00',
};
/** The moments that a text names. `monthFirst` decides what 05/06 is. */
export function findMoments(text, context, monthFirst) {
    const all = expressionsIn(text, context, monthFirst);
    if (all.some(({ type }) => type === 'set'))
        return { moments: [], problem: 'repeating', places: [] };
    const points = all.filter(({ type, values }) => type !== 'duration' && values.some((value) => isPoint(value)));
    if (points.length === 0)
        return { moments: [], problem: all.length > 0 ? 'unclear' : 'none', places: [] };
    const places = points.map(({ start, end }) => [start, end]);
    const joined = dayAndTime(points, context, monthFirst);
    if (joined)
        return { moments: momentsOf(joined, context), places };
    const meant = alternatives(points, text);
    return {
        moments: meant.flatMap((each) => momentsOf(each, context)),
        problem: 'unclear',
        places: meant.map(({ start, end }) => [start, end]),
    };
}
function expressionsIn(text, { now, zone }, monthFirst) {
    const [year, month, day, hour, minute, second] = wallClock(now, zone);
    // The recognizers use the process's zone, so the person's local time has to be passed as a time in that zone.
    const reference = new Date(year, month - 1, day, hour, minute, second);
    const found = recognizers.recognizeDateTime(text, monthFirst ? 'en-us' : 'en-gb', undefined, reference);
    return found.flatMap((entity) => {
        const parsed = resolution.safeParse(entity.resolution);
        // The recognizers find 5:00 in 25:00, which nobody meant.
        const isPiece = /^\d/.test(entity.text) && /\d\s*[/.:-]?\s*$/.test(text.slice(0, entity.start));
        if (!parsed.success || isPiece)
            return [];
        const values = parsed.data.values.filter(({ value }) => value !== 'not resolved');
        const type = entity.typeName.replace('datetimeV2.', '');
        if (values.length === 0 && type !== 'set')
            return [];
        return [{ start: entity.start, end: entity.end + 1, text: entity.text, type, values }];
    });
}
/** "On Friday to call them at 5pm": a day and a time belong together, with other words between them. */
function dayAndTime(points, context, monthFirst) {
    const [day, ...otherDays] = points.filter(({ type }) => type === 'date');
    const [time, ...otherTimes] = points.filter(({ type }) => type === 'time' || type === 'timerange');
    if (!day || !time || otherDays.length > 0 || otherTimes.length > 0 || points.length !== 2)
        return undefined;
    const [joined, ...more] = expressionsIn(`${day.text} at ${time.text}`, context, monthFirst);
    return more.length === 0 ? joined : undefined;
}
/**
 * The time is what is named at the beginning, otherwise at the end, with alternatives after an "or". The rest is the
 * subject.
 */
function alternatives(points, text) {
    const groups = [];
    for (const point of points) {
        const last = groups.at(-1);
        const between = text.slice(last?.at(-1)?.end ?? 0, point.start);
        if (last && /^\s*(?:,|or|and|,\s*or)\s*(?:(?:on|at|the)\s+)*$/i.test(between))
            last.push(point);
        else
            groups.push([point]);
    }
    const isFirstThing = /^\W*(?:(?:on|at|by|for|this|the)\s+)*$/i.test(text.slice(0, groups[0]?.[0]?.start ?? 0));
    return (isFirstThing ? groups[0] : groups.at(-1)) ?? [];
}
function momentsOf({ text, type, values }, context) {
    const today = dayOf(context.now, context.zone);
    const isTimeAlone = type === 'time' || type === 'timerange';
    const candidates = values.flatMap((value) => candidatesOf(value, isTimeAlone ? [today, addDays(today, 1)] : []));
    const ways = [...new Set(candidates.map(({ way }) => way))];
    const nearest = ways.map((way) => nearestOf(candidates.filter((each) => each.way === way), context, today));
    const hours = ways.map((way) => Number(candidates.find((each) => each.way === way)?.time.slice(0, 2)));
    const [one = [], other = []] = nearest;
    const [hour = 0, otherHour = 0] = hours;
    if (ways.length !== 2 || Math.abs(hour - otherHour) !== 12)
        return nearest.flat();
    // The recognizers also take 09:00 for either half of the day, and 12 for noon or midnight.
    if (/(?<!\d)0\d[:.h]/.test(text))
        return hour < otherHour ? one : other;
    if (hour < 7 || hour > 12)
        return nearest.flat();
    const isClear = one.some((at) => at > context.now && (!isTimeAlone || dayOf(at, context.zone) === today));
    if (isClear)
        return one;
    return isTimeAlone ? nearest.flat() : other;
}
/** The soonest in the future. If today is such a weekday, the one in a week may be meant as well. */
function nearestOf(candidates, { now, zone }, today) {
    const instant = ({ day, time }) => instantOf(day, time, zone);
    const inAWeek = candidates.filter(({ weekly }) => weekly).map((each) => ({ ...each, day: addDays(each.day, 7) }));
    const all = [...candidates, ...inAWeek].sort((one, other) => instant(one) - instant(other));
    const future = all.filter((each) => instant(each) > now);
    const [soonest, following] = future.filter((each, at) => each.day !== future[at - 1]?.day);
    // "Today" or "this afternoon" is not over just because our default time for it is.
    if (!soonest)
        return all.filter(({ day, isRough }) => !isRough || day !== today).map(instant);
    const isEither = soonest.weekly && soonest.day === today && following;
    return (isEither ? [soonest, following] : [soonest]).map(instant);
}
function candidatesOf(value, days) {
    if (!isPoint(value))
        return [];
    const { timex } = value;
    const weekly = timex.startsWith('XXXX-WXX');
    const part = partsOfDay[/T[A-Z]{2}$/.exec(timex)?.[0] ?? ''];
    const written = value.value ?? value.start ?? '';
    const exact = part === undefined ? /\d{2}:\d{2}:\d{2}$/.exec(written)?.[0] : undefined;
    const time = exact ?? part ?? morning;
    const named = /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
    return (named === undefined ? days : [named]).map((day) => ({
        way: timex,
        day,
        time,
        weekly,
        isRough: exact === undefined,
    }));
}
/** Whether the value is one moment: a day, a time, or a part of the day. "Now" and "end of day" do not count. */
function isPoint({ timex, type }) {
    if (timex === 'PRESENT_REF' || timex.endsWith('T23:59:59'))
        return false;
    if (type === 'date' || type === 'datetime' || type === 'time')
        return true;
    return /^(?:datetime|time)range$/.test(type) && /(?:^|\d|X)T(?:MO|AF|EV|NI)$/.test(timex);
}
