/**
 * Remembers which requests were handed to the network, so that the next process knows which of those that were written
 * down never left. It survives the end of the process, and says nothing about what was before a power cut.
 */
export interface Departures {
    /** The id of a request that is about to be written down. */
    next(): string;
    /** The request's first byte is written right after this. Throws StoreError if that cannot be recorded. */
    handOver(id: string): void;
    /** Whether an earlier process handed the request over; `undefined` if that is not known. */
    wasHandedOver(id: string): boolean | undefined;
}
