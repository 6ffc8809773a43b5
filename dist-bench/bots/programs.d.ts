import type { Server } from 'restify';
import { type ClickatellAdapter, type Clock, type Logic, type Store } from '../src/index.js';
import type { ClosingWords } from './closing.js';
import type { FollowUps } from './reminders/followUps.js';
/** A bot, with its templates and routes. */
export interface Program {
    readonly logic: Logic;
    readonly closing: ClosingWords;
    /** Its own catalogue, as JSON. */
    readonly templates: unknown;
    /** Its routes, all under `/api`. */
    routes(server: Server, adapter: ClickatellAdapter): void;
}
export declare const programs: {
    readonly banking: typeof bankingProgram;
    readonly support: typeof supportProgram;
};
declare function bankingProgram(store: Store, clock: Clock, followUps: FollowUps): Program;
declare function supportProgram(store: Store, clock: Clock, followUps: FollowUps): Program;
export {};
