import type { Clock } from '../core/clock.js';
import { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes, Leaving, WhenSetAside } from '../store/lanes.js';
import type { OwnEngine } from '../store/store.js';
import type { LaneSettings } from './settings.js';
/** The lanes of one process: queues in memory, and a mailbox that survives the process if its store does. */
export declare class EmbeddedLanes implements Lanes {
    #private;
    constructor(engine: OwnEngine, clock: Clock, settings: LaneSettings);
    get depth(): number;
    start(handler: LaneHandler, whenSetAside?: WhenSetAside): Promise<void>;
    accept(items: readonly LaneItem[], writes?: readonly Write[]): Promise<boolean[]>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    run<T>(lane: string, work: (lease: Lease) => Promise<T>): Promise<T>;
    leave(messages: readonly Leaving[]): Promise<(readonly unknown[] | undefined)[]>;
    measure(): Promise<LaneMeasure>;
    setAside(): Promise<AsideItem[]>;
    repeat(id: string): Promise<boolean>;
    clear(): Promise<void>;
    stop(deadlineMs?: number): Promise<void>;
}
