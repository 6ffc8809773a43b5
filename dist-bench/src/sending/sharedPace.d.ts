import type { Pacing, Rate } from '../store/pacing.js';
import { type Admission, type PaceOptions } from './pace.js';
/** The rate limits of all processes that share a store. Messages of one turn of the event loop share one request. */
export declare class SharedPacer implements Admission {
    #private;
    constructor(pacing: Pacing, options?: PaceOptions);
    get perNumber(): Rate;
    usedMs(business: string): number | Promise<number>;
    admit(business: string, person: string): Promise<void> | undefined;
}
