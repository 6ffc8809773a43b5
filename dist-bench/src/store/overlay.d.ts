/** A value, and when it expires: epoch ms by the machine's clock, 0 for never. */
export interface Entry {
    readonly value: unknown;
    readonly expires: number;
}
/**
 * The values of a store that its only process knows without reading them: those being written, which reads must see at
 * once, and those written or read lately, so that nothing is decoded right after it was encoded.
 */
export declare class Overlay {
    #private;
    get(key: string): Entry | undefined;
    /** The value is being written. */
    begin(key: string, entry: Entry): void;
    /** The value has been written or read; `units` is the length of its JSON. */
    done(key: string, entry: Entry, units: number): void;
    /** The value could not be written: the store still has the old one. */
    failed(key: string, entry: Entry): void;
    /** Forgets all values except those being written. */
    clear(): void;
}
