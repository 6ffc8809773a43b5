import { type HoldWith, type TemplateMessage, type WhenClosed } from '../templates/message.js';
/** A message that the business sends on its own initiative. It has a `text`, a `template` or both. */
export interface Notification {
    /** The person: an international number, or an opaque user id. */
    readonly to: string;
    /** Our number that sends it; the default is the adapter's first. */
    readonly from?: string;
    /** The text that is sent while the window is open. Without it, the template is sent in any case. */
    readonly text?: string;
    /**
     * The template that is sent while the window is closed. If the text is held, it is the template that asks the person to
     * answer, instead of the catalogue's re-engagement template.
     */
    readonly template?: TemplateMessage;
    /**
     * Overrides the adapter's policy: `template`, `hold` (or `holdWith(…)`) to keep the text until the person writes, or
     * `refuse` to send nothing while the window is closed.
     */
    readonly whenClosed?: WhenClosed | HoldWith;
    /** The alert that the person signed up for. Without it, a message outside the window is a re-engagement. */
    readonly topic?: string;
    /** The caller's idempotency key: the same id is the same notification. Default: a random id. */
    readonly id?: string;
}
/**
 * Checks a notification and returns it with its numbers as digits. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export declare function checkNotification(notification: Notification): Notification;
/**
 * Parses the JSON form of a notification: `{to, text?, template?: {name, parameters, language?}, whenClosed?, …}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export declare function parseNotification(json: unknown): Notification;
/** The notification as JSON for `parseNotification`, so that it can wait in a store. */
export declare function notificationJson({ template, ...rest }: Notification): Record<string, unknown>;
