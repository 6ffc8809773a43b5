import type { Lease } from '../core/lease.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Delivered, Sender } from './send.js';
export interface NextTemplateDeps {
    readonly ledger: Ledger;
    readonly tracker: WindowTracker;
    readonly sender: Sender;
}
/** The reason of a message that went on with another template. */
export declare const nextTemplateReason = "The provider refused the template afterwards; another one took its place.";
/**
 * The provider accepted a template and reported afterwards that it does not take it. The message is sent as the next
 * template of its chain, unless that was done before: another status has told, or the turn that sent it has found out.
 * If the person has written since, it is sent as it is. Resolves with how it was then.
 *
 * @throws The same errors as `Sender.send`. WindowOpened for a template that asks a person to answer, who has.
 */
export declare function nextTemplate(part: Part, lease: Lease, { ledger, tracker, sender }: NextTemplateDeps): Promise<Delivered | undefined>;
/** Whether it is settled that no other template leaves in the part's place. */
export declare function hasNoNext({ asked, tried, template, language }: Part): boolean;
/** The part failed as a template, and another one is about to leave in its place. */
export declare function isGoingOn(part: Part): boolean;
