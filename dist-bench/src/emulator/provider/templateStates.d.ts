import { type WireError } from '../../clickatell/wire.js';
import type { EmulatedStatus } from './status.js';
/** What can be wrong with a template that the portal had approved. */
export declare const templateStates: readonly ['active', 'paused', 'disabled', 'missing'];
export type TemplateState = (typeof templateStates)[number];
/** When a message learns of it: from the answer to its request, or from a status after it was accepted. */
export type ToldAt = 'submit' | 'status';
/** The templates that are not active any more, by the names that requests give them. */
export declare class TemplateStates {
    #private;
    set(name: string, state: TemplateState, at: ToldAt): void;
    /** How a message with the template fails. */
    failureOf(name: string): {
        readonly error: WireError;
    } | {
        readonly failure: EmulatedStatus;
    } | undefined;
    clear(): void;
    get all(): {
        name: string;
        state: TemplateState;
        at: ToldAt;
    }[];
}
