import { type Running } from './run.js';
/** What a newcomer sees: where to talk to the bots, and how to do it with curl alone. */
export declare function greeting({ url, apiToken, emulator }: Running): string;
