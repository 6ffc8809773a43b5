/** A file that is contained in its address. */
export interface InlineFile {
    /** As the address says; empty if it does not say. */
    readonly contentType: string;
    readonly bytes: Buffer;
}
export declare function isDataUrl(address: string): boolean;
/**
 * Parses a `data:` address (RFC 2397), base64 or percent encoded. Returns `undefined` if it is not well formed.
 *
 * `fetch` can read these addresses too, but blocks the event loop for most of a second on 16 MB.
 */
export declare function readDataUrl(address: string): InlineFile | undefined;
