import { type Notification } from './notification.js';
import type { NotificationReport } from './report.js';
/** A message for everybody who has signed up for a topic. It has a `text`, a `template` or both, as a notification has. */
export interface Publication extends Omit<Notification, 'to' | 'topic'> {
    /** What people have signed up for, such as `flight:SA204`. */
    readonly topic: string;
    /** The caller's idempotency key: the same id is the same publication. Default: a random id. */
    readonly id?: string;
}
/** How far a publication has come. */
export interface PublicationReport {
    readonly id: string;
    readonly topic: string;
    /** Our number that sends it. */
    readonly from: string;
    /** When it was asked for, in epoch ms. */
    readonly at: number;
    /** How many people had signed up then. */
    readonly subscribers: number;
    /** To how many of them a notification has been made so far. */
    readonly done: number;
    /** When the last of them was made, in epoch ms. */
    readonly doneAt?: number;
}
/** What became of a publication for one person. */
export interface PublicationNotification extends NotificationReport {
    /** The person. */
    readonly to: string;
}
/** Stands in for the people, where what they get is checked. */
export declare const anybody = "ZZ.anybody";
/**
 * Checks a publication. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export declare function checkPublication(publication: Publication): Publication;
/**
 * Parses the JSON form of a publication: `{topic, from?, text?, template?: {name, parameters, language?}, whenClosed?, id?}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export declare function parsePublication(json: unknown): Publication;
