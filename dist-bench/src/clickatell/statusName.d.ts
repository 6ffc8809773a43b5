/**
 * A status's name: as it stands in Clickatell's table, whatever the spelling it came in, with or without its `WHATSAPP`.
 * Any other name keeps its own words, in upper case: they may be free words, which must not look like a name.
 * `undefined` if it has no words.
 */
export declare function statusName(given: string): string | undefined;
/** A name's words, upper case and joined by underscores, whatever separates them in `given`: also capitals do. */
export declare function inSnakeCase(given: string): string;
