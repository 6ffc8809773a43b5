import type { Clock } from '../core/clock.js';
import type { NativeKind } from '../render/piece.js';
import type { Store } from '../store/store.js';
/**
 * Whether questions are sent as buttons and lists: if the provider is known to take them (`auto`), always (`native`),
 * or never (`text`: numbered text).
 */
export type Interactive = 'auto' | 'native' | 'text';
/** A kind that a number's integration has refused. It is sent as numbered text for now. */
export interface SwitchedOff {
    readonly business: string;
    readonly kind: NativeKind;
    /** When it is tried again, in epoch ms. */
    readonly until: number;
}
/** Remembers which kinds of interactive messages each integration takes. */
export declare class Natives {
    #private;
    constructor(store: Store, clock: Clock, interactive?: Interactive);
    takes(kind: NativeKind, business: string): Promise<boolean>;
    /** The integration did not take this kind of message, so it is not tried again for a while. */
    refused(kind: NativeKind, business: string): Promise<void>;
    switchedOff(businesses: readonly string[]): Promise<SwitchedOff[]>;
}
