/**
 * The content type of a file by its first bytes, if WhatsApp takes it. `compound` is an old Office file, whose type
 * takes the whole file to tell. `label` decides only between video and audio in MP4, which begin alike.
 */
export declare function signatureOf(bytes: Buffer, label: string): string | undefined;
/** The program that a compound file belongs to. A document may embed others, so the first name decides. */
export declare function compoundType(bytes: Buffer): string | undefined;
