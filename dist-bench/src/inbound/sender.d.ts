type Entry = Record<string, unknown>;
/**
 * Who wrote: `from`, or a person's id in a field of its own if there is no number. A number counts first, because the
 * conversation with this person may have begun with it.
 */
export declare function senderOf(entry: Entry): string | undefined;
export {};
