import { Keyv } from 'keyv';
/**
 * A user's Keyv as a table of rows: texts under keys. Every failure rejects with StoreError and is never treated as
 * "nothing stored".
 */
export declare class Rows {
    #private;
    /** Names the store in errors, without its address, which may hold a password. */
    readonly place: string;
    constructor(given: Keyv);
    getMany(keys: readonly string[]): Promise<(string | undefined)[]>;
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string): Promise<void>;
    /** Not atomic: some rows may have been written if it rejects. */
    setMany(rows: readonly (readonly [key: string, text: string])[]): Promise<void>;
    deleteMany(keys: readonly string[]): Promise<void>;
}
