/** The result of `work`, or a rejection if it takes longer than `ms`. */
export declare function within<T>(ms: number, work: Promise<T>): Promise<T>;
