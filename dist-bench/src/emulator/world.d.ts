import type { MovableClock } from '../core/clock.js';
import type { EventLog } from './control/events.js';
import type { Explanations } from './control/explain.js';
import type { Program } from './control/program.js';
import type { WireLog } from './control/wireLog.js';
import type { Chats } from './people/chats.js';
import type { Callbacks } from './provider/callbacks.js';
import type { Delivery } from './provider/delivery.js';
import type { Faults } from './provider/faults.js';
import type { Integrations } from './provider/integrations.js';
import type { MediaStore } from './provider/media.js';
import type { TemplateStates } from './provider/templateStates.js';
/** A free-form message that arrived while the window was closed, or had never been open. */
export interface Violation {
    /** When it arrived, epoch ms by the emulator's clock. */
    readonly at: number;
    readonly business: string;
    readonly person: string;
    /** When the person last wrote, epoch ms. Absent if they never did. */
    readonly lastSaid?: number;
    readonly text: string;
    readonly clientMessageId?: string;
}
/** How often the provider's API was called. */
export interface RequestCounts {
    /** `POST /v1/message`. */
    send: number;
    /** The messages in them. */
    messages: number;
    /** All other calls under `/v1`. */
    other: number;
}
/** Everything that the emulator's routes work on. */
export interface World {
    readonly clock: MovableClock;
    readonly chats: Chats;
    readonly media: MediaStore;
    readonly faults: Faults;
    readonly templateStates: TemplateStates;
    readonly events: EventLog;
    readonly integrations: Integrations;
    readonly callbacks: Callbacks;
    readonly delivery: Delivery;
    readonly wire: WireLog;
    readonly explanations: Explanations;
    readonly violations: Violation[];
    readonly requests: RequestCounts;
    readonly batchLimit: number;
    /** How long the answer to a `POST /v1/message` takes, ms of real time. */
    latency: number;
    /** The program whose notifications the page can send. */
    program?: Program;
    /** The name or address that the emulator listens on. */
    readonly host: string;
    /** The emulator's own base URL. */
    url: string;
    readonly reset: () => Promise<void>;
    /** Resolves once everything so far would survive a restart, if there is a memory. Never rejects. */
    readonly remembered: () => Promise<void>;
}
