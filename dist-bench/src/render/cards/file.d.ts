import { type Block } from './block.js';
export interface FileFacts {
    readonly contentType?: string | undefined;
    readonly name?: string | undefined;
    readonly alt?: string | undefined;
    readonly isAudio?: boolean;
}
/** A file at an address. If it cannot be fetched, or its name is too long, these are shown as text. */
export declare function fileBlocks(address: string, { contentType, name, alt, isAudio }: FileFacts): Block[];
