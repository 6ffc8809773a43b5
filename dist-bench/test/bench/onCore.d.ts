/**
 * Measures for how long this thread computes at most before its event loop turns. Unlike the time that passes, this
 * does not count the time in which other processes have the core. `longestMs` is NaN where the system does not tell.
 */
export declare function watchLoopOnCore(): {
    begin(): void;
    longestMs: () => number;
};
