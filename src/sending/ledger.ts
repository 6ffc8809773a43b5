import { type PartState, partStates } from '../clickatell/verdict.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { NativeKind } from '../render/piece.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/** One message to the provider. */
export interface Part {
  /** The `clientMessageId`: derived from what caused the part, so that a turn that runs again finds it here. */
  readonly id: string;
  /** The activity that the part belongs to; its template has the same. */
  readonly message: string;
  /** The conversation's id. */
  readonly conversation: string;
  readonly sentAs: 'text' | 'template';
  readonly template?: string;
  readonly state: PartState;
  /** When it left, epoch ms. */
  readonly at: number;
  readonly apiMessageId?: string;
  readonly error?: PartError;
  /** The text sent instead if the provider does not take the part for what it is. */
  readonly fallbackText?: string;
  /** What it is that can be tapped. */
  readonly native?: NativeKind;
  /** The message as the bot said it, for a template in its place if the provider refuses the free-form one. */
  readonly original?: Pick<Activity, 'text' | 'locale' | 'channelData'>;
}

/** A part before it leaves. */
export type PartDraft = Omit<Part, 'state' | 'at'>;

export interface PartError {
  readonly code?: number;
  readonly description: string;
}

/** What the provider says of a part; from `clickatell/status` callbacks. */
export interface PartStatus {
  readonly state: PartState;
  readonly messageId: string;
  readonly clientMessageId?: string;
  readonly error?: PartError;
}

/**
 * A part's id by the provider's id of it; and the status events that came before the provider's answer told us that id,
 * as JSON that means something to the caller only.
 */
interface Index {
  readonly part?: string;
  readonly early?: readonly unknown[];
}

const keptMs = 30 * 24 * 60 * 60 * 1000;
const mostEarly = 10;

/** Every outgoing part: written right before the request, with the turn's end, and at each status. Kept for 30 days. */
export class Ledger {
  readonly #parts: Table<Part>;
  readonly #byApiId: Table<Index>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#parts = new Table(store, 'parts', { ttlMs: keptMs });
    this.#byApiId = new Table(store, 'parts-by-api-id', { ttlMs: keptMs });
    this.#clock = clock;
  }

  async get(id: string): Promise<Part | undefined> {
    return this.#parts.read(id);
  }

  /** As `get`, with what the turn has staged on top. */
  getIn(lease: Lease, id: string): Promise<Part | undefined> {
    return this.#parts.readIn(lease, id);
  }

  async getMany(ids: readonly string[]): Promise<Part[]> {
    const parts = await this.#parts.readMany(ids);
    return parts.filter((part) => part !== undefined);
  }

  /** A part by our id of it, or by the provider's. */
  async find({
    clientMessageId,
    messageId,
  }: Pick<PartStatus, 'clientMessageId' | 'messageId'>): Promise<Part | undefined> {
    const part = clientMessageId === undefined ? undefined : await this.get(clientMessageId);
    if (part) return part;
    const known = (await this.#byApiId.read(messageId))?.part;
    return known === undefined ? undefined : this.get(known);
  }

  /**
   * The part leaves now. Nothing is written over a part that is there already, because it may have left in an earlier
   * run of the turn, and `onFound` gets it; unless `again`: then it leaves once more, as long as its outcome is unknown.
   */
  leavingWrite(draft: PartDraft, again: boolean, onFound: (part: Part | undefined) => void): Write {
    const part: Part = { ...draft, state: 'sending', at: this.#clock.now() };
    return this.#parts.change(draft.id, (current) => {
      // A status can come at the very moment at which the waiting for it is over.
      const found = again && current && isOutcomeUnknown(current) ? undefined : current;
      onFound(found);
      return found ?? part;
    });
  }

  /** The provider took the part. `onEarly` gets the events that were quicker than the provider's answer. */
  acceptedWrites(id: string, apiMessageId: string, onEarly: (events: readonly unknown[]) => void): Write[] {
    let early: readonly unknown[] = [];
    const index = (current: Index | undefined): Index => {
      early = current?.early ?? [];
      return { part: id };
    };
    return [
      this.#parts.change(id, (part) => part && { ...advance(part, 'accepted'), apiMessageId }),
      this.#byApiId.change(apiMessageId, index, () => {
        if (early.length > 0) onEarly(early);
      }),
    ];
  }

  failedWrite(id: string, error: PartError): Write {
    return this.#parts.change(id, (part) => part && advance(part, 'failed', error));
  }

  /** It may have left, or not. */
  unknownWrite(id: string): Write {
    return this.#parts.change(id, (part) => part && advance(part, 'unknown'));
  }

  /** A status of a part that is known by our id of it. */
  statusWrite(id: string, { state, error, messageId }: PartStatus): Write {
    return this.#parts.change(id, (part) => {
      if (!part) return part;
      const next = advance(part, state, error);
      return next === part || next.apiMessageId ? next : { ...next, apiMessageId: messageId };
    });
  }

  /**
   * A status event of a part that nobody knows by the provider's id yet: it is kept until somebody does. `onKnown` gets
   * the part's id if the provider's answer was stored in the meantime: then nothing is kept.
   */
  earlyWrite(messageId: string, event: unknown, onKnown: (part: string) => void): Write {
    const keep = (current: Index | undefined): Index => {
      if (current?.part !== undefined) return current;
      return { early: [...(current?.early ?? []), event].slice(-mostEarly) };
    };
    return this.#byApiId.change(messageId, keep, (stored) => {
      if (stored?.part !== undefined) onKnown(stored.part);
    });
  }

  async write(writes: readonly Write[]): Promise<void> {
    await this.#parts.commit(writes);
  }
}

/** Whether the part may have left, or not: the process or the connection broke off between request and answer. */
export function isOutcomeUnknown({ state }: Part): boolean {
  return state === 'sending' || state === 'unknown';
}

/** The part with the new state, or the very same if the state is no news. */
export function advance(part: Part, state: PartState, error?: PartError): Part {
  if (partStates.indexOf(state) <= partStates.indexOf(part.state)) return part;
  return { ...part, state, ...(error && { error }) };
}
