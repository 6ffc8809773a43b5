/**
 * Where a person is, as far as prices go by it: the calling code of their number, or the country of their user id (`US`
 * of `US.1349…`). A longer prefix that has a price of its own counts instead. It says no more of a number than that.
 */
export declare function placeOf(person: string, prefixes?: ReadonlySet<string>): string;
/** In digits. Few countries share a calling code, and area codes tell them apart. */
export declare const longestPrefix = 6;
