import type { MovableClock } from '../core/clock.js';
import type { Explanation } from './control/explain.js';
import { type Program } from './control/program.js';
import { type WorldOptions } from './createWorld.js';
import { type Said, type SayResult } from './people/say.js';
import { type PhoneView } from './people/view.js';
import type { FaultKind } from './provider/faults.js';
import type { Integration, IntegrationOptions } from './provider/integrations.js';
import type { TemplateState, ToldAt } from './provider/templateStates.js';
import type { RequestCounts, Violation } from './world.js';
export interface EmulatorOptions extends WorldOptions {
    /** Default 0, any free port. */
    port?: number;
    integrations?: readonly IntegrationOptions[];
    /** The program behind the numbers; `connect` names it later. */
    program?: Program;
}
/** Changes of a person's phone; what is left out stays. */
export interface PhoneChange {
    /** Off: messages wait at the provider until it is on again. */
    on?: boolean;
    /** The profile name. */
    name?: string;
    onWhatsApp?: boolean;
    /** Whether the person reads what arrives. */
    reads?: boolean;
}
/** A running emulator of Clickatell and of the phones behind it. */
export interface Emulator {
    /** Its base URL: the provider's for a client, and the page's in a browser. */
    readonly url: string;
    readonly clock: MovableClock;
    /** Adds a business number. Again for the same number: its callback URL and templates change, key and chats stay. */
    integrate(options: IntegrationOptions): Integration;
    /** A person writes. Resolves after the first try to deliver the callback. Rejects with `InvalidInputError`. */
    say(said: Said): Promise<SayResult>;
    /** What a person's phone shows, of all numbers or of one. */
    chat(from: string, to?: string): PhoneView;
    person(from: string, change: PhoneChange): PhoneView;
    /** Names the program behind the numbers; the page then has a form for notifications. Throws `ConfigurationError`. */
    connect(program: Program): void;
    /** Keeps why a message was sent as it was, or not at all. The page shows it. */
    explain(clientMessageId: string, explanation: Explanation): void;
    /** Makes something go wrong the next `count` times (default 1); 0 clears it. See `faultKinds`. */
    fault(kind: FaultKind, count?: number): void;
    /**
     * Changes the state of a template in the portal, by the name that requests give it. Messages with one that is not
     * `active` are refused at once (`submit`, the default), or accepted and failed with a status (`status`).
     */
    template(name: string, state: TemplateState, at?: ToldAt): void;
    /** Resolves once no callback is under way or waiting, and no status is still to come. */
    settled(): Promise<void>;
    /** Forgets all chats, persons, files, faults, states of templates and pending callbacks, and puts the clock back. Integrations stay. */
    reset(): Promise<void>;
    /** Ends the server and everything under way, and writes what is not stored yet. */
    close(): Promise<void>;
    /** Every free-form message that arrived outside the window, whether or not it was accepted. */
    readonly violations: readonly Violation[];
    readonly requests: Readonly<RequestCounts>;
    /** How long the answer to a `POST /v1/message` takes, ms of real time. Can be set. */
    latency: number;
}
/**
 * Starts an emulator: Clickatell's routes under `/v1`, a page at `/`, a control plane under `/_emulator/`.
 * Rejects with `ConfigurationError` if an integration is wrong or the port is taken.
 *
 *     const emulator = await createEmulator({ integrations: [{ number: '27110000001', callbackUrl, templates }] });
 *     await emulator.say({ from: '27820000001', text: 'Hi' });
 */
export declare function createEmulator(options?: EmulatorOptions): Promise<Emulator>;
