/** The calling codes with two digits. Those with one are 1 and 7, and all others have three. */
const twoDigits = /^(?:2[07]|3[0-469]|4[0-13-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/**
 * Where a person is, as far as prices go by it: the calling code of their number, or the country of their user id (`US`
 * of `US.1349…`). A longer prefix that has a price of its own counts instead. It says no more of a number than that.
 */
export function placeOf(person, prefixes = new Set()) {
    const place = /^[A-Z]{2}(?=\.)/.exec(person)?.[0] ?? callingCode(person);
    for (let length = longestPrefix; length > place.length; length -= 1) {
        if (prefixes.has(person.slice(0, length)))
            return person.slice(0, length);
    }
    return place;
}
/** In digits. Few countries share a calling code, and area codes tell them apart. */
export const longestPrefix = 6;
function callingCode(number) {
    if (/^[17]/.test(number))
        return number.slice(0, 1);
    return number.slice(0, twoDigits.test(number) ? 2 : 3);
}
