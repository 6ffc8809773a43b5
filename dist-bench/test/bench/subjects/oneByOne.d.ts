import type { Verbs } from '../processes.js';
/** Sends as a loop does: one request for each message, the next one when the last is answered. */
export declare function startOneByOne(provider: string): Promise<Verbs>;
