import type { Tenure } from './tenure.js';
import type { Write } from './write.js';
/** Options of a lease. */
export interface LeaseOptions {
    readonly lane: string;
    /** Distinguishes this lease from all others of the lane, in every write to a store that several processes share. */
    readonly token?: string;
    /** Whether part of the turn may have run before, so that its messages may have left already. Default false. */
    readonly mayHaveRun?: boolean;
    /** Whether code can find out that it is part of this turn (see `currentScope`). */
    readonly isTracked?: boolean;
    /** Missing if no other process can take over the lane. */
    readonly tenure?: Tenure;
}
/**
 * The right to run one turn of a lane. The turn's writes are staged here. The turn can read them at once, and they are
 * committed together with its end. So a turn that runs again finds everything as it was.
 */
export declare class Lease {
    #private;
    readonly lane: string;
    readonly token: string;
    readonly isTracked: boolean;
    constructor({ lane, token, mayHaveRun, isTracked, tenure }: LeaseOptions);
    /** Whether part of the turn may have run before. */
    get mayHaveRun(): boolean;
    /** The turn sends messages that have been tried before. */
    markRun(): void;
    /** Whether the turn has ended or lost its lane. Nothing can be staged any more. */
    get isOver(): boolean;
    /** Whether the turn's code has ended. If the lane was lost, that may be long after the turn was over. */
    get hasEnded(): boolean;
    /**
     * Stages a write, to be committed with the turn's end. Does nothing if the lane is lost. A key's writes are committed
     * after everything that was staged before the last of them, so that this one may depend on that.
     */
    stage(write: Write): void;
    /** The value that the turn sees under a key: the value in the store with the staged writes applied. */
    over(key: string, stored: unknown): unknown;
    /** Whether the turn has staged a plain value for the key, so that the store need not be read. */
    has(key: string): boolean;
    /** Removes and returns the staged writes, for the caller to commit. */
    take(): Write[];
    /** Like `take`, for these writes alone, as far as they are still staged. */
    takeOf(writes: readonly Write[]): Write[];
    /** Drops the staged writes: the turn failed and runs again. */
    discard(): void;
    /** Whether the lane goes on without this run of the turn. */
    get isLost(): boolean;
    /** Why the lane is lost, if it is. */
    get lostBy(): Error | undefined;
    /** Throws the error that says why the lane is lost, if it is. */
    refuseIfLost(): void;
    /**
     * The lane goes on without this run, which must not write or send anything more: another process has taken over, or
     * the error says what else has happened.
     */
    lose(error?: Error): void;
    /** Calls back when the lane is lost, at once if it is already. */
    onLost(tell: (error: Error) => void): void;
    /** Aborted when the lane is lost. */
    get signal(): AbortSignal;
    /** Whether no other process can have taken over the lane. If not, the store must be asked before anything leaves. */
    get isCertain(): boolean;
    /** Runs work as part of this turn. The turn does not end before the work does. */
    inline<T>(work: () => Promise<T>): Promise<T>;
    /** Waits for the inline work. Work that starts later is not part of the turn and waits in the lane like any other. */
    end(): Promise<void>;
}
