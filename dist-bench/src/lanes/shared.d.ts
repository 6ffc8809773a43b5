import type { Clock } from '../core/clock.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { SharedEngine } from '../store/engine.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes, Leaving, WhenSetAside } from '../store/lanes.js';
import type { LaneSettings } from './settings.js';
/**
 * The lanes of any number of processes that share a mailbox. The process that accepts an item usually gets its lane in
 * the same step and runs it. Other lanes wait for a process with room. A process keeps a lane by renewing its lease.
 * The lease's token stops a process that was wrongly taken for dead from writing next to its successor.
 */
export declare class SharedLanes implements Lanes {
    #private;
    constructor({ mailbox: openMailbox, leases }: SharedEngine, clock: Clock, settings: LaneSettings);
    get depth(): number;
    accept(items: readonly LaneItem[], writes?: readonly Write[]): Promise<boolean[]>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    start(handler: LaneHandler, whenSetAside?: WhenSetAside): Promise<void>;
    run<T>(lane: string, work: (lease: Lease) => Promise<T>): Promise<T>;
    leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
    measure(): Promise<LaneMeasure>;
    setAside(): Promise<AsideItem[]>;
    repeat(id: string): Promise<boolean>;
    clear(): Promise<void>;
    stop(deadlineMs?: number): Promise<void>;
}
