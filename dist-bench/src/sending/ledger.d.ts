import { type PartState } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import type { TriedTemplate } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { NativeKind } from '../render/piece.js';
import type { Store } from '../store/store.js';
import type { Said } from './said.js';
/** One message to WhatsApp, as the ledger keeps it. */
export interface Part {
    /** The `clientMessageId`. It is derived from the part's cause, so that a turn that runs again finds the part here. */
    readonly id: string;
    /** The id of the part's message. A template that is sent in its place has the same. */
    readonly message: string;
    /** The conversation's id. */
    readonly conversation: string;
    readonly sentAs: 'text' | 'template';
    readonly template?: string;
    /** The template's language, and its name in the portal if it has another one there. */
    readonly language?: string;
    readonly portalName?: string;
    /** The template that was asked for, if others may be sent in its place. */
    readonly asked?: AskedTemplate;
    /** The templates that were tried before this one; once no other is left, all of them. */
    readonly tried?: readonly TriedTemplate[];
    /** How many parts its message has, on the first of several. */
    readonly partCount?: number;
    readonly state: PartState;
    /** When it left, in epoch ms. */
    readonly at: number;
    /** When the person had last written, as far as it was known: the window's `lastInboundAt`. */
    readonly heardAt?: number;
    /** The request that it was written down for, in a store that knows which of them were handed to the network. */
    readonly departure?: string;
    readonly apiMessageId?: string;
    readonly error?: PartError;
    /**
     * What was known of it when its turn was set aside. It may have left. It counts as failed until a status tells more, or
     * it is sent again.
     */
    readonly unsettled?: {
        readonly from: 'sending' | 'unknown';
        readonly reason: string;
    };
    /** Why no other template left in the place of this one, which failed: the turn that was to send it was set aside. */
    readonly unreplaced?: string;
    /** The provider's ids of earlier tries, which it took and then failed for a reason that was not the part's. */
    readonly earlierApiIds?: readonly string[];
    /** Its outcome is unknown, and the provider answered: with a failure of its own, so it was hardly taken. */
    readonly isAnswered?: boolean;
    /** The alert that its message belongs to, and whether a template left while the window was open. For the costs. */
    readonly topic?: string;
    readonly isInside?: true;
    /** Its message is sent on our own account, and the person must allow it. */
    readonly isProactive?: true;
    /** It failed without having left, because the window closed before its request. It leaves if the window opens again. */
    readonly isKeptBack?: boolean;
    /** Its message was held, and will not be sent any more: it was taken back or replaced, or has expired. */
    readonly isDropped?: true;
    /** The notification that it belongs to, by its id. */
    readonly notification?: string | undefined;
    /** The text sent instead if the provider does not take this kind of message. */
    readonly fallbackText?: string;
    /** Its kind, if it is an interactive message. */
    readonly native?: NativeKind;
    /** The bot's message, for a template in its place if the provider refuses the free-form message. */
    readonly original?: Said;
}
/** A template with its values, as it was bound first. */
export interface AskedTemplate {
    readonly name: string;
    readonly language: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** The message named the language, so that no other may be sent. */
    readonly isLanguageGiven?: true;
}
/** A part before it leaves. */
export type PartDraft = Omit<Part, 'state' | 'at'>;
export interface PartError {
    readonly code?: number;
    readonly description: string;
}
/** What a status callback says about a part. */
export interface PartStatus {
    readonly state: PartState;
    readonly messageId: string;
    readonly clientMessageId?: string;
    readonly error?: PartError;
}
/**
 * All outgoing parts. A part is written right before its request, at the turn's end and at each status. Kept 30 days.
 */
export declare class Ledger {
    #private;
    /** `moved`: called once it is stored that the provider has taken a part, or what a status tells of it. */
    constructor(store: Store, clock: Clock, moved?: (before: Part | undefined, part: Part) => void);
    get(id: string): Promise<Part | undefined>;
    /** Like `get`, with the turn's staged writes applied. */
    getIn(lease: Lease, id: string): Promise<Part | undefined>;
    getMany(ids: readonly string[]): Promise<Part[]>;
    /** The free-form parts of a message that have left or begun to, with the texts sent instead of them. */
    partsOf(message: string): Promise<Part[]>;
    /** The templates that have been tried for a message, in order, with the turn's staged writes applied if it is given. */
    templatesOf(message: string, lease?: Lease): Promise<Part[]>;
    /** Finds a part by its own id or by the provider's. */
    find({ clientMessageId, messageId, }: Pick<PartStatus, 'clientMessageId' | 'messageId'>): Promise<Part | undefined>;
    /**
     * The part leaves now. If the part is there already, it may have left in an earlier run of the turn: then nothing is
     * written and `onFound` gets the part. With `again`, a part with an unknown outcome is written and leaves once more.
     */
    leavingWrite(draft: PartDraft, again: boolean, onFound: (part: Part | undefined) => void): Write;
    /** The provider took the part. `onEarly` gets the status events that came before the provider's answer. */
    acceptedWrites(id: string, apiMessageId: string, onEarly: (events: readonly unknown[]) => void): Write[];
    /** The provider's id of a part became known, from its answer or from a status. `onEarly`: see `acceptedWrites`. */
    knownWrite(id: string, apiMessageId: string, onEarly: (events: readonly unknown[]) => void): Write;
    /** `isKeptBack`: see `Part`. */
    failedWrite(id: string, error: PartError, isKeptBack?: boolean): Write;
    /** The part is not needed any more, if it still waits. */
    withdrawnWrite(id: string): Write;
    /** The message will not be sent any more, whatever is told of an earlier try. */
    droppedWrite(message: string): Write;
    /** Whether the message of a part will not be sent any more. */
    isDropped({ message }: Part): Promise<boolean>;
    /** No other template is left for the part's message. */
    triedWrite(id: string, tried: readonly TriedTemplate[]): Write;
    /** The turn that was sending the part was set aside. Changes nothing of a part whose outcome is known. */
    unsettledWrite(id: string, reason: string): Write;
    /** The turn that was to send another template in the part's place was set aside. */
    unreplacedWrite(id: string, reason: string): Write;
    /** The part may or may not have left. `isAnswered`: there was an answer, a failure that does not tell. */
    unknownWrite(id: string, isAnswered: boolean): Write;
    /**
     * The provider did not take the part, for a reason that is not the part's. It leaves later, under the same id. A part
     * that was taken and failed afterwards keeps the provider's id, because a repeated status must not count again.
     */
    waitingWrite(draft: PartDraft, error: PartError): Write;
    /** A status of the part with this id. */
    statusWrite(id: string, { state, error, messageId }: PartStatus): Write;
    /**
     * A status event with a provider's id that belongs to no part yet. It is kept until the provider's answer tells which
     * part it is. If that answer was stored in the meantime, nothing is kept and `onKnown` gets the part's id.
     */
    earlyWrite(messageId: string, event: unknown, onKnown: (part: string) => void): Write;
    write(writes: readonly Write[]): Promise<void>;
}
/** Whether it is unknown if the part left, because the process or the connection ended between request and answer. */
export declare function isOutcomeUnknown(part: Part): boolean;
/** The state that the part has by what is known of it, and not because its turn was set aside. */
export declare function knownState({ state, unsettled }: Part): PartState;
/**
 * Whether a status with this id of the provider's is about another try of the part than the one that was taken: one
 * whose answer was lost, so that the part was sent again. Its failure says nothing of the part.
 */
export declare function isOfOtherTry({ apiMessageId }: Part, messageId: string): boolean;
/** The part in the new state, or the same object if the state is not newer. */
export declare function advance(part: Part, state: PartState, error?: PartError): Part;
