import { Script } from './connection.js';
/** What `enterScript` answers for work that waits in a circle. */
export declare const circle = "circle";
/**
 * lane, id of the work, now, '1' if it gives way, then lane and token of each turn that waits for the work. Locks the
 * lane for work that is not an item, or puts it in the queue. Answers the token, '' while it waits, or 'circle' if what
 * has the lane waits for one of these turns; where the work gives way, it then loses its place. Must be polled while it
 * waits: otherwise its place expires.
 */
export declare const enterScript: Script;
/** lane, id of the work that is given up. */
export declare const giveUpScript: Script;
