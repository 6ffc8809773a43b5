/** Begins some jobs in each turn of the event loop, in the order in which they came. */
export declare class LoopQueue {
    #private;
    /** `job` must not throw. */
    push(job: () => void): void;
}
