import { type Notification } from './notification.js';
interface Addressed {
    /** The conversation's id. */
    readonly conversation: string;
    readonly notification: Notification;
}
/** Whether two notifications are the same, to the same person. How their numbers are spelt does not matter. */
export declare function isSame(one: Addressed, other: Addressed): boolean;
/**
 * Every notification is the first message of its own turn. Each attempt is a turn of its own, so that its parts are new
 * to the ledger. An id has no slash.
 */
export declare function causeOf(id: string, attempt: number): string;
export declare function messageIdOf(id: string, attempt: number): string;
export {};
