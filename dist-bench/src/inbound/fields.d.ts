/** Whether a value is a JSON object, and neither an array nor null. */
export declare function isRecord(value: unknown): value is Record<string, unknown>;
/**
 * An id or name that can be part of a key: trimmed, not empty, at most 256 bytes, without control characters or halves
 * of surrogate pairs (which cannot be percent-encoded). Safe integers become strings.
 */
export declare function idOf(value: unknown): string | undefined;
/** The address of a person or a business, written in the one way that counts here. */
export declare function addressIn(value: unknown): string | undefined;
/** A finite number, also from a string. */
export declare function numberOf(value: unknown): number | undefined;
/** Epoch milliseconds. Seconds and microseconds are told by their size, and read as what they are. */
export declare function timestampOf(value: unknown): number | undefined;
/** A text that is not blank, unchanged. */
export declare function textOf(value: unknown): string | undefined;
/** Whether an entry is encrypted: cipher text must not reach a bot as if a person had written it. */
export declare function isEncrypted({ encryptionKey }: Record<string, unknown>): boolean;
/** Reads every value of a list; `undefined` if one cannot be read. An absent list is empty. */
export declare function allOf<T>(values: unknown, read: (value: unknown) => T | undefined): T[] | undefined;
