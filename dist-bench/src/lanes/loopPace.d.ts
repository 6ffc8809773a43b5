/**
 * Limits how many jobs begin per turn of the event loop. Callbacks are read and answered in between, so they are
 * acknowledged in time even if many turns wait. Fewer jobs per turn also means smaller commits and requests, so it lets
 * in as many as possible while the loop stays fast enough.
 */
export declare class LoopPace {
    #private;
    /** How many jobs may begin now: fewer if the loop took too long since the last call, otherwise one more. */
    next(): number;
    /** Nothing waits. The time until the next jobs is not measured. */
    rest(): void;
}
