import type { Part } from '../sending/ledger.js';
import type { Notification } from './notification.js';
/** The reason of a message whose text was refused afterwards, and whose template was sent in its place. */
export declare const replacedReason = "The provider found the window closed; the message went out again as its template.";
/** Whether a text was accepted, and refused afterwards because the window was closed. */
export declare function isRefusedLate({ state, sentAs, error }: Part): boolean;
/** Why nothing was sent in place of a text that was refused afterwards. */
export declare function refusedReason({ template, whenClosed }: Notification): string;
