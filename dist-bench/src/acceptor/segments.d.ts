import { type FileHandle } from 'node:fs/promises';
/** A place in the journal: the number of a file, and bytes from its beginning. */
export interface Place {
    readonly segment: number;
    readonly offset: number;
}
export declare function pathOf(folder: string, segment: number): string;
/** The numbers of the files in a folder, oldest first. */
export declare function segmentsIn(folder: string): Promise<number[]>;
/** Creates an empty file. Its name survives a power cut, too. */
export declare function createSegment(folder: string, segment: number): Promise<FileHandle>;
export declare function deleteSegment(folder: string, segment: number): Promise<void>;
