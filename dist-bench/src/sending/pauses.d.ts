import type { Clock } from '../core/clock.js';
import type { Observer } from '../core/observe.js';
import { NotTaken } from './notTaken.js';
/** A number whose messages wait, because the provider takes none of them. */
export interface Pause {
    readonly business: string;
    /** In epoch ms. */
    readonly since: number;
    readonly reason: string;
}
/**
 * The numbers whose integration takes nothing at the moment: a fault of the account, or no answer at all. Their messages
 * wait without a request, except that one tries at growing intervals of at most a minute. Other numbers go on.
 */
export declare class Pauses {
    #private;
    constructor(clock: Clock, observe: Observer | undefined);
    get all(): Pause[];
    /**
     * Lets a message try, or throws `NotTaken`. Returns a mark for `failed`.
     */
    admit(business: string): number;
    isPaused(business: string): boolean;
    /** Whether `admit` would throw. */
    isClosed(business: string): boolean;
    /** A message that was admitted has not been tried: another one may in its place. */
    unused(business: string): void;
    taken(business: string): void;
    /** A message that was admitted was not taken. If others were meanwhile, that is about the message after all. */
    failed(business: string, { obstacle, message: reason }: NotTaken, mark: number): void;
    /** The provider takes nothing of this number. */
    pause(business: string, obstacle: NotTaken['obstacle'], reason: string): void;
}
