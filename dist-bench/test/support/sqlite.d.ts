import { Keyv } from 'keyv';
/**
 * A Keyv store adapter over a real SQLite file, with the statements of `@keyv/sqlite`: that package cannot be installed
 * everywhere, because its install script downloads a binary.
 */
export declare class SqliteStore {
    #private;
    namespace: string | undefined;
    /** `isSynced`: whether each write waits for the disk, which only a power cut needs. */
    constructor(file: string, { isSynced }?: {
        isSynced?: boolean | undefined;
    });
    get(key: string): Promise<unknown>;
    getMany(keys: string[]): Promise<unknown[]>;
    set(key: string, value: string): Promise<void>;
    delete(key: string): Promise<boolean>;
    deleteMany(keys: string[]): Promise<boolean>;
    clear(): Promise<void>;
    disconnect(): Promise<void>;
}
/** A Keyv over an empty file of its own. `closeSqlite` closes all of them: call it in an `after` hook. */
export declare function freshSqlite(): Promise<Keyv>;
export declare function closeSqlite(): Promise<void>;
