import { MediaUnavailableError } from '../core/errors.js';
import { type AddressRules } from './address.js';
export interface SourceOptions extends AddressRules {
    /** For fetching one file, from its name's resolution to its last byte. Default 20 000 ms. */
    readonly sourceTimeoutMs?: number | undefined;
}
/** A file, labelled by the bot or otherwise by its source. */
export interface SourceFile {
    readonly bytes: Buffer;
    /** The claimed content type; empty if there is none. */
    readonly label: string;
    /** As the bot says, or otherwise the last part of the address; may be empty. */
    readonly fileName: string;
}
/** What the bot says of the file. */
export interface Claim {
    readonly contentType: string;
    readonly fileName?: string | undefined;
}
/** Opens the files that a bot names: `data:` addresses, and `https:` ones that are not on a private network. */
export declare class Sources {
    #private;
    constructor(options?: SourceOptions);
    /** Reads a whole file, of a type and a size that WhatsApp takes. Rejects with `MediaUnavailableError`. */
    read(address: string, claim: Claim): Promise<SourceFile>;
    close(): Promise<void>;
}
export declare function wrongType(): MediaUnavailableError;
export declare function tooLarge(limit: number): MediaUnavailableError;
