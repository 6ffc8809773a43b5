/** Something to run in a lane. */
export interface LaneJob {
    readonly run: () => Promise<void>;
    /** Tells the caller that it will not run. Absent for stored items, which can be left to the next process. */
    readonly refuse?: (error: Error) => void;
}
/** The jobs of this process: one queue per lane, and a limit on how many lanes run at once. */
export declare class LaneQueues {
    #private;
    constructor(concurrency: number, onFault: (error: unknown) => void);
    /** The number of jobs that run or wait. */
    get depth(): number;
    push(lane: string, job: LaneJob): void;
    /** Removes the jobs that have not begun. */
    drop(isDropped: (job: LaneJob) => boolean): LaneJob[];
    /** Removes one job. Returns `false` if it has begun. */
    remove(lane: string, job: LaneJob): boolean;
    idle(): Promise<void>;
    /** A job that runs waits for another lane, so that another can run in its place. */
    giveBack(): void;
    /** It goes on, even if that makes one more than the limit. */
    takeBack(): void;
    /** Starts no more jobs. */
    halt(): void;
}
