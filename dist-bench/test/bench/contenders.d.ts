import type { Scale } from './report.js';
/** A kind of store, and how to get an empty one for as long as something takes. */
export interface StoreKind {
    readonly name: string;
    readonly withStore: <T>(use: (storeUrl: string) => Promise<T>) => Promise<T>;
}
export declare const lmdb: StoreKind;
export declare const memory: StoreKind;
/** Redis, if one answers. */
export declare function redisOf({ redisUrl }: Scale): StoreKind[];
/** What answers messages, alone or as several processes on one store. */
export interface Contender extends StoreKind {
    readonly kind: 'ours' | 'bare' | 'floor';
    readonly processes: number;
    /** Whether it accepts callbacks in a thread of its own. */
    readonly listens?: boolean;
    /** At most so many messages are measured. */
    readonly mostMessages?: number;
}
export declare const bare: Contender;
export declare const floor: Contender;
export declare function ours(store: StoreKind, processes?: number): Contender;
export declare function listening(store: StoreKind): Contender;
export declare function allContenders(scale: Scale): Contender[];
