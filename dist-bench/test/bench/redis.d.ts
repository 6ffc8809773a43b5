/** The URL of a Redis that answers, if one does. */
export declare function findRedis(): Promise<string | undefined>;
/** Deletes every key that begins with the prefix. */
export declare function forgetInRedis(redisUrl: string, prefix: string): Promise<void>;
/** What one store asked of Redis. */
export interface CommandCount {
    /** Commands that came over a connection. */
    readonly commands: number;
    /** Calls that scripts made inside Redis. */
    readonly inScripts: number;
}
/** Counts, with MONITOR, what the clients of one store ask of Redis while `work` runs. Others may use the same Redis. */
export declare function countCommands(redisUrl: string, prefix: string, work: () => Promise<void>): Promise<CommandCount>;
