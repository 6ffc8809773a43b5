import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure, Leaving } from '../lanes.js';
import type { Accepted, Claim, Due, End, Ended, Entry, Held, MailboxListener, SharedMailbox, Want, Work } from '../sharedMailbox.js';
import type { RedisConnection } from './connection.js';
import { type RedisValues } from './values.js';
/** The lanes of several processes in Redis. Each method is one script; calls at the same time share one command. */
export declare class RedisMailbox implements SharedMailbox {
    #private;
    constructor(connection: RedisConnection, values: RedisValues, base: string, clock: Clock, takeOverMs: number);
    listen(listener: MailboxListener): Promise<void>;
    accept(items: readonly LaneItem[], writes: readonly Write[], room: number): Promise<Accepted>;
    leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
    end(claim: Claim, end: End, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
    endWork({ lane, id, token }: Work, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
    take(room: number): Promise<readonly Claim[]>;
    reclaim(): Promise<number>;
    beat(freesGone: boolean): Promise<void>;
    renew(leases: Iterable<Held>): Promise<readonly string[]>;
    holds(lane: string, token: string): Promise<boolean>;
    begun({ item, token, tries }: Claim): Promise<boolean>;
    enter(lane: string, work: string, waiting: readonly Held[], givesWay: boolean): Promise<Entry>;
    giveUp(lane: string, work: string): Promise<void>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    takeDue(limit: number, room: number): Promise<Due>;
    asides(): Promise<AsideItem[]>;
    repeat(id: string, room: number): Promise<readonly Claim[] | undefined>;
    clear(): Promise<void>;
    measure(): Promise<LaneMeasure>;
    close(): void;
}
