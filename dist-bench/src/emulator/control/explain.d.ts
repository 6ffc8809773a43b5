import type { Conversation } from '../../core/conversation.js';
/**
 * Why a program sent a message as it did, or not at all, in the program's own words. The emulator only keeps this and
 * shows it next to what it saw on the wire. It does not know the program, and may disagree.
 */
export interface Explanation {
    /** As `free-form`, `template`, `hold` or `refuse`. */
    readonly decision: string;
    /** As `customer-initiated`, `business-initiated` or `re-engagement`. */
    readonly conversationType: string;
    /** The window at the moment of the decision, as the program saw it. */
    readonly windowState?: 'open' | 'closed' | 'unknown';
    /** When the window closes or closed, epoch ms. */
    readonly closesAt?: number;
    /** The rule that decided, in a few words. */
    readonly rule?: string;
    /** One sentence. */
    readonly reason: string;
    /** The template that was chosen, and why this one. */
    readonly template?: {
        readonly name: string;
        readonly language?: string;
        readonly reason?: string;
    };
    /** What would have been sent otherwise, in one sentence. */
    readonly otherwise?: string;
    /** The chat it was for. If it is given, a message that was never sent is shown in that chat. */
    readonly to?: Conversation;
}
export interface Explained extends Explanation {
    readonly clientMessageId: string;
    /** When the program said so, epoch ms by the emulator's clock. */
    readonly at: number;
    /** The last message in the chat at that time: a message that was never sent is shown after it. */
    readonly after?: string;
}
/** The newest explanations, by the message that they explain. */
export declare class Explanations {
    #private;
    /** `told` is called with each new one. */
    constructor(told?: (explained: Explained) => void);
    add(explained: Explained): void;
    /** The explanation of a message, or of the message that it is a part of: `m.2` is a part of `m`. */
    of(clientMessageId: string): Explained | undefined;
    /** The messages of a conversation that the program decided not to send, oldest first. */
    unsent({ business, person }: Conversation): Explained[];
    clear(): void;
}
