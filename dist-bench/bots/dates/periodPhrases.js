import { addDays, dayOfMonth, newestDay, weekdayOf, yearOf } from './calendar.js';
import { month, monthWord, weekday, weekdayNumber } from './dayWords.js';
const lastWeekday = new RegExp(`\\b(?:last|past|previous)\\s+(${weekday})\\b`);
const weekdayOrdinal = new RegExp(`\\b(${weekday}),?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)\\b`, 'g');
const monthOfYear = new RegExp(`\\b(${month})\\s+(?:of\\s+)?(last|this)\\s+year\\b`, 'g');
const ordinal = /\b(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b(?!\s+of\b)/g;
/**
 * The text in words that the recognizers understand as people mean them, in lower case. Measured on 1.3.2: they do not
 * know "the 5th", and take "Friday the 13th" for a Friday, "1 May last year" for this year's, a fortnight for a month
 * and a bare weekend for the coming one. If there are several texts, the person may have meant any of them.
 */
export function rephrase(text, today) {
    const plain = text
        .toLowerCase()
        .replace(/\bmay (?=i\b|we\b|you\b)/g, '')
        .replace(/\bfortnight\b/g, '2 weeks')
        .replace(monthOfYear, (_, name, which) => `${name} ${yearOf(today) - (which === 'last' ? 1 : 0)}`);
    return lastWeekdays(ordinals(weekends(plain, today), today), today);
}
function weekends(text, today) {
    const which = weekdayOf(today) >= 6 ? 'this' : 'last';
    return text.replace(/(?<!\b(?:last|this|next|past|previous)\s+)\b(?:the\s+)?weekend\b/g, `${which} weekend`);
}
function ordinals(text, today) {
    if (monthWord.test(text))
        return text;
    const fixed = text.replace(weekdayOrdinal, (whole, name, number) => {
        const matches = (day) => weekdayOf(day) === weekdayNumber(name) && dayOfMonth(day) === Number(number);
        return newestDay(today, matches) ?? whole;
    });
    // From right to left, so that in "from the 20th to the 5th" the 20th is the one before that 5th.
    let latest = today;
    const found = [...fixed.matchAll(ordinal)].reverse();
    return found.reduce((result, match) => {
        const day = newestDay(latest, (candidate) => dayOfMonth(candidate) === Number(match[1]));
        if (day === undefined)
            return result;
        latest = day;
        return result.slice(0, match.index) + day + result.slice(match.index + match[0].length);
    }, fixed);
}
/**
 * "Last Friday", said on a Saturday, is yesterday for some people and eight days ago for others. Both are tried, but
 * only for the first two such days, because each one doubles the number of texts.
 */
function lastWeekdays(text, today, either = 2) {
    const match = lastWeekday.exec(text);
    if (!match?.[1])
        return [text];
    const number = weekdayNumber(match[1]);
    const nearest = newestDay(addDays(today, -1), (day) => weekdayOf(day) === number) ?? today;
    const days = either > 0 && number < weekdayOf(today) ? [nearest, addDays(nearest, -7)] : [nearest];
    return days.flatMap((day) => lastWeekdays(text.replace(lastWeekday, day), today, either - 1));
}
