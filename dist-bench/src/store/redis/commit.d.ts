import type { Write } from '../../core/write.js';
import type { Answer } from './answer.js';
import type { Guesses } from './guesses.js';
/**
 * The writes of one atomic commit. Changes are evaluated here on the values that the keys are believed to have. Redis
 * writes them only if this is true; otherwise it returns the actual values, and the commit is evaluated and sent again.
 */
export declare class Commit {
    #private;
    constructor(writes: readonly Write[], prefix: string, guesses: Guesses);
    /** The keys that must be read first. Pass their values to `know`. */
    get unread(): string[];
    /** Whether the script has anything to do. */
    get isNeeded(): boolean;
    know(key: string, raw: string): void;
    /**
     * Evaluates the changes. If one throws on a guessed value, returns its key, so that it is read and evaluated again.
     * If a change throws on an actual value, so does this.
     */
    evaluate(): string | undefined;
    /** The arguments of the scripts: how many entries, and five for each: key, how, ms to keep, expected, next. */
    args(to: string[]): void;
    /**
     * Reads which keys had other values than expected. Returns whether there were none, which means the commit is done.
     */
    read(answer: Answer): boolean;
    /** Call this once all is written. Calls the writes' hooks, and returns the value under the key of each write. */
    done(): unknown[];
    /** Forgets the guesses, because it is not known whether the commit was done. */
    forget(): void;
}
