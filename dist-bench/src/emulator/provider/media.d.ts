/** A file at the provider. */
export interface StoredFile {
    readonly fileId: string;
    readonly fileName: string;
    readonly contentType: string;
    /** The business number whose integration uploaded it. Absent if a person sent it. */
    readonly uploadedBy?: string;
    /** The only person that it may be sent to. Absent if it may be sent to anybody. */
    readonly onlyTo?: string;
    /** Hex. */
    readonly sha256Hash: string;
    readonly bytes: Buffer;
    /** Epoch ms; Clickatell keeps a file for 30 days. */
    readonly storedAt: number;
}
/** The longest upload, whatever WhatsApp takes. */
export declare const largestUploadBytes: number;
/** A content type without its parameters. */
export declare function baseType(contentType: string): string;
/** The most bytes that WhatsApp takes of a content type; `undefined` if it does not take the type. */
export declare function largestOf(contentType: string): number | undefined;
/** The files that were uploaded, and those that people sent. */
export declare class MediaStore {
    #private;
    put(file: Omit<StoredFile, 'fileId' | 'sha256Hash' | 'storedAt'>, now: number): StoredFile;
    get(fileId: string, now: number): StoredFile | undefined;
    clear(): void;
}
/** A file name's extension with its dot; `''` if it has none that fits into a path. */
export declare function extensionOf(fileName: string): string;
