/** The source of the time, in epoch ms. All code that needs the time takes a `Clock` as an argument. */
export interface Clock {
    now(): number;
    /** Only for clocks that can be moved: calls back after every move. Returns a function that stops this. */
    onMove?(listener: () => void): () => void;
}
/**
 * Smaller numbers are no epoch milliseconds but seconds: this is 3 March 1973 in milliseconds, and the year 5138 in
 * seconds.
 */
export declare const leastEpochMs = 100000000000;
/** The machine's clock. The real time is read nowhere else. */
export declare const systemClock: Clock;
/** A clock that follows another one and can be moved. The emulator and the tests use it. */
export declare class MovableClock implements Clock {
    #private;
    constructor(base?: Clock);
    now(): number;
    /** How far this clock is ahead of its base clock, in ms. */
    get offset(): number;
    /** Moves the clock forward by this many ms, or back if the number is negative. */
    advance(ms: number): void;
    /** Sets the clock to its base clock's time again. */
    reset(): void;
    onMove(listener: () => void): () => void;
}
