import { type Chat, type Person } from './people/chats.js';
import type { Identity } from './provider/integrations.js';
/** Where the emulator keeps what has to survive a restart. A Keyv fits. */
export interface EmulatorMemory {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<unknown>;
    delete(key: string): Promise<unknown>;
}
/** Everything but the chats themselves. */
export interface Remembered {
    offsetMs: number;
    integrations: Identity[];
    persons: Person[];
}
/** Writes with a short delay, so that a burst of messages to one chat is one write. */
export declare class Memory {
    #private;
    constructor(store: EmulatorMemory, state: () => Remembered);
    /** What an earlier process wrote. What cannot be read is ignored. */
    load(): Promise<Remembered & {
        chats: Chat[];
    }>;
    changed(chat?: Chat): void;
    /** Forgets all chats. */
    clear(): Promise<void>;
    /** Writes what is not written yet. Rejects if the store does; the next change then tries again. */
    flush(): Promise<void>;
}
