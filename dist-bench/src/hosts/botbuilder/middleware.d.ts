import type { Activity, Middleware, TurnContext } from 'botbuilder';
import { type Clock } from '../../core/clock.js';
import { type Conversation } from '../../core/conversation.js';
import type { Observer } from '../../core/observe.js';
import type { Turn } from '../../core/turn.js';
import type { TemplateCatalog } from '../../templates/catalog.js';
import { type Decision, type WindowPolicy, type WindowRecord } from '../../window/decide.js';
import type { WindowTracker } from '../../window/tracker.js';
export interface WindowMiddlewareOptions {
    readonly tracker: WindowTracker;
    readonly templates: TemplateCatalog;
    readonly policy?: Partial<WindowPolicy> | undefined;
    readonly clock?: Clock | undefined;
    readonly observe?: Observer | undefined;
    /** Keeps why a message is refused. What is not refused is kept when it is sent. */
    readonly refused?: ((refused: RefusedMessage) => void) | undefined;
}
/** A message that the window's rule has refused. */
export interface RefusedMessage {
    readonly decision: Decision;
    readonly activity: Partial<Activity>;
    readonly conversation: Conversation;
    readonly window: WindowRecord | undefined;
    /** The channel's turn that it was said in. */
    readonly turn: Turn | undefined;
}
/**
 * Bot Framework middleware for the customer service window. It records when the person wrote. While the window is
 * closed, it turns the bot's messages, both replies and proactive ones, into approved templates. If a message has no
 * template, `sendActivities` rejects with `WindowClosedError` and sends nothing of that call. `ClickatellAdapter` adds
 * it by itself, at the start of its pipeline.
 */
export declare class WindowMiddleware implements Middleware {
    #private;
    constructor(options: WindowMiddlewareOptions);
    onTurn(context: TurnContext, next: () => Promise<void>): Promise<void>;
}
