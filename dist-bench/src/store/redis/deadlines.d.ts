/** One time limit for all calls, with a single timer: a timer for each call would cost more than the call. */
export declare class Deadlines {
    #private;
    /** `onLate` is called whenever calls have missed their deadline. */
    constructor(ms: number, onLate: () => void);
    /** The result of `work`, or a rejection after the time limit. */
    within<T>(work: Promise<T>): Promise<T>;
    /** Resolves once no call is under way. */
    idle(): Promise<void>;
}
