import type { PaceRates, Pacing } from '../pacing.js';
import { type RedisConnection } from './connection.js';
/** Enforces the rate limits across all processes that share this Redis. */
export declare class RedisPacing implements Pacing {
    #private;
    constructor(connection: RedisConnection, base: string);
    reserve(messages: readonly {
        readonly business: string;
        readonly person: string;
    }[], { perPerson, perNumber }: PaceRates): Promise<readonly number[]>;
    usedMs(business: string): Promise<number>;
}
