/** A kind of file that WhatsApp takes. */
export interface MediaType {
    readonly contentType: string;
    /** Without the dot. */
    readonly extension: string;
    /** The lower of WhatsApp's limit and Clickatell's. */
    readonly largestBytes: number;
    /** Whether its name is shown to the person. */
    readonly isDocument: boolean;
}
/** Whether it takes the whole file to tell its type. `head` is its first bytes. */
export declare function needsWhole(head: Buffer): boolean;
/**
 * The type of a file, by its bytes. The label (the content type that its sender gives) and the name decide only if the
 * bytes leave it open. `undefined` if WhatsApp does not take the type, or if the bytes do not match the label.
 */
export declare function typeOf(bytes: Buffer, label: string, fileName: string): MediaType | undefined;
/** The claimed content type if it says something, otherwise the served one. */
export declare function labelOf(claimed: string, served: string): string;
/** The name with an extension that is valid for the type. A valid extension stays. */
export declare function named(fileName: string, { contentType, extension }: MediaType): string;
