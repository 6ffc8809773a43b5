/** Creates an empty folder. `removeFolders` deletes all of them: call it in an `after` hook. */
export declare function temporaryFolder(): Promise<string>;
export declare function removeFolders(): Promise<void>;
/** Runs `use` with an empty folder, which is deleted afterwards. */
export declare function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T>;
