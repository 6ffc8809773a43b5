import type { WindowRecord } from '../core/conversation.js';
import type { Decision } from '../window/decide.js';
/** The message waits until the person writes. Only used between `sending/` and the rooms above it. */
export declare class HeldBack extends Error {
    readonly decision: Decision & {
        readonly kind: 'hold';
    };
    /** The id under which the message leaves then. */
    readonly sendId: string;
    constructor(decision: Decision & {
        readonly kind: 'hold';
    }, sendId: string);
}
/** The person wrote before a template could leave in a message's place. */
export declare class WindowOpened extends Error {
    readonly window: WindowRecord | undefined;
    constructor(window: WindowRecord | undefined);
}
