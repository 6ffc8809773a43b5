import type { Verbs } from '../processes.js';
/** What no bot can be quicker than: a callback in, its answer, one POST out. */
export declare function startFloor(provider: string): Promise<Verbs>;
