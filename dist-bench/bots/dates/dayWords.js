/** Sources of regular expressions for the names of weekdays and months, whole or abbreviated, in lower case. */
export const weekday = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
export const month = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
export const monthWord = new RegExp(`\\b(?:${month})\\b`, 'i');
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 1 for Monday to 7 for Sunday. */
export function weekdayNumber(name) {
    return weekdays.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
