import type { ServerResponse } from 'node:http';
import type { Observer } from '../core/observe.js';
import type { ClockSkew } from '../core/skew.js';
import type { Write } from '../core/write.js';
import type { Authenticate } from '../inbound/authenticate.js';
import { type InboundMessage, type InboundStatus } from '../inbound/event.js';
import type { CallbackRequest } from '../inbound/read.js';
import type { LaneItem } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import type { TakenStatus } from './status.js';
export interface CallbackDeps {
    readonly authenticate: Authenticate;
    /** Which of our numbers a message is for; `undefined` if it is for none of them. */
    readonly ours: (business: string) => string | undefined;
    readonly tracker: WindowTracker;
    readonly skew: ClockSkew;
    readonly takeStatus: (event: InboundStatus) => Promise<TakenStatus>;
    /** The writes of a message that is a word such as STOP. Missing if the program does without consent. */
    readonly saidWrites?: ((message: InboundMessage) => Promise<Write[]>) | undefined;
    readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<boolean[]>;
    readonly observe: Observer | undefined;
}
/**
 * Accepts a callback into the lanes and answers it: 200 once it is safely stored, otherwise an error that says why not.
 */
export declare function takeCallback(request: CallbackRequest, response: ServerResponse, begin: (() => Promise<unknown>) | undefined, deps: CallbackDeps): Promise<void>;
/** Accepts callbacks into the lanes, all in one commit. Resolves once they are safely stored. */
export declare function acceptCallbacks(envelopes: readonly Record<string, unknown>[], deps: CallbackDeps): Promise<void>;
