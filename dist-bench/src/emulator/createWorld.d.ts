import { MovableClock } from '../core/clock.js';
import { type EmulatorMemory, Memory } from './memory.js';
import type { World } from './world.js';
export interface WorldOptions {
    /** The provider's time. Give it to the adapter too, and both move together. Default: a new one. */
    clock?: MovableClock;
    /**
     * Default 127.0.0.1. Any other address is for a network of your own, such as that of a test's containers: whoever
     * reaches the emulator can write as any person. It takes no program's token then.
     */
    host?: string;
    /** The most messages in one request. Default 100. */
    batchLimit?: number;
    /** Where chats, keys and the clock's offset are kept over restarts, e.g. a Keyv. Default: nowhere. */
    memory?: EmulatorMemory;
    /** Runs at the beginning of every reset, e.g. to forget the bot's own state with it. */
    onReset?: () => Promise<void> | void;
}
/** Makes everything that the routes work on, and connects it. */
export declare function createWorld(options: WorldOptions): World & {
    memory: Memory | undefined;
};
