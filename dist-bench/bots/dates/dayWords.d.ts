/** Sources of regular expressions for the names of weekdays and months, whole or abbreviated, in lower case. */
export declare const weekday = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
export declare const month = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
export declare const monthWord: RegExp;
/** 1 for Monday to 7 for Sunday. */
export declare function weekdayNumber(name: string): number;
