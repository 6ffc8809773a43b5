import type { Verbs } from '../processes.js';
export interface OursOptions {
    readonly provider: string;
    readonly storeUrl: string;
    /** Accepts messages, and never ends a turn. */
    readonly isStuck: boolean;
    /** Accepts callbacks in a thread of its own. */
    readonly listens: boolean;
    /** Keeps WhatsApp's pace. */
    readonly isPaced: boolean;
}
/** This library, as the bots of this repository set it up; with the rates of the stub, which has none. */
export declare function startOurs({ provider, storeUrl, isStuck, listens, isPaced }: OursOptions): Promise<Verbs>;
