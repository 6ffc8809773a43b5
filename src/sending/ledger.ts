import { type PartState, partStates } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import type { TriedTemplate } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { NativeKind } from '../render/piece.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { DeskReply } from '../templates/message.js';
import { fallbackId, firstId, nextTemplateId, partId, templateId } from './partIds.js';
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
  readonly unsettled?: { readonly from: 'sending' | 'unknown'; readonly reason: string };
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
  /** The hand-off that its message belongs to, if a human has said it. */
  readonly desk?: DeskReply;
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
 * The entry under a provider's id: the part's own id, or the status events that came before the provider's answer. The
 * events are JSON that only the caller understands.
 */
interface Index {
  readonly part?: string;
  readonly early?: readonly unknown[];
}

const keptMs = 30 * 24 * 60 * 60 * 1000;
const mostEarly = 10;
/** How many answers of turns that are under way are remembered at most. */
const mostAnswered = 10_000;
/** Few messages have more parts. */
const partsAtOnce = 4;

/**
 * All outgoing parts. A part is written right before its request, at the turn's end and at each status. Kept 30 days.
 */
export class Ledger {
  readonly #parts: Table<Part>;
  readonly #byApiId: Table<Index>;
  readonly #clock: Clock;
  readonly #moved: ((before: Part | undefined, part: Part) => void) | undefined;
  /** Parts by the provider's id, as it has answered, until the store knows it: with the end of the turn. */
  readonly #answered = new Map<string, string>();

  /** `moved`: called once it is stored that the provider has taken a part, or what a status tells of it. */
  constructor(store: Store, clock: Clock, moved?: (before: Part | undefined, part: Part) => void) {
    this.#parts = new Table(store, 'parts', { ttlMs: keptMs });
    this.#byApiId = new Table(store, 'parts-by-api-id', { ttlMs: keptMs });
    this.#clock = clock;
    this.#moved = moved;
  }

  async get(id: string): Promise<Part | undefined> {
    return this.#parts.read(id);
  }

  /** Like `get`, with the turn's staged writes applied. */
  getIn(lease: Lease, id: string): Promise<Part | undefined> {
    return this.#parts.readIn(lease, id);
  }

  async getMany(ids: readonly string[]): Promise<Part[]> {
    const parts = await this.#parts.readMany(ids);
    return parts.filter((part) => part !== undefined);
  }

  /** The free-form parts of a message that have left or begun to, with the texts sent instead of them. */
  async partsOf(message: string): Promise<Part[]> {
    const parts: Part[] = [];
    for (let from = 0; ; from += partsAtOnce) {
      const ids = Array.from({ length: partsAtOnce }, (_, at) => partId(message, from + at));
      const found = await this.getMany(ids.flatMap((id) => [id, fallbackId(id)]));
      parts.push(...found);
      if (!found.some(({ id }) => id === ids.at(-1))) return parts;
    }
  }

  /** The templates that have been tried for a message, in order, with the turn's staged writes applied if it is given. */
  async templatesOf(message: string, lease?: Lease): Promise<Part[]> {
    const read = (id: string) => (lease ? this.getIn(lease, id) : this.get(id));
    const [own, second] = await Promise.all([read(message), read(templateId(message))]);
    const first = second ?? own;
    if (first?.sentAs !== 'template') return [];
    const parts = [first];
    for (;;) {
      const next = await read(nextTemplateId(message, parts.length + 1));
      if (!next) return parts;
      parts.push(next);
    }
  }

  /** Finds a part by its own id or by the provider's. */
  async find({
    clientMessageId,
    messageId,
  }: Pick<PartStatus, 'clientMessageId' | 'messageId'>): Promise<Part | undefined> {
    const part = clientMessageId === undefined ? undefined : await this.get(clientMessageId);
    if (part) return part;
    const known = (await this.#byApiId.read(messageId))?.part ?? this.#answered.get(messageId);
    return known === undefined ? undefined : this.get(known);
  }

  /**
   * The part leaves now. If the part is there already, it may have left in an earlier run of the turn: then nothing is
   * written and `onFound` gets the part. With `again`, a part with an unknown outcome is written and leaves once more.
   */
  leavingWrite(draft: PartDraft, again: boolean, onFound: (part: Part | undefined) => void): Write {
    const part: Part = { ...draft, state: 'sending', at: this.#clock.now() };
    return this.#parts.change(draft.id, (current) => {
      // A status can arrive just when the wait for it has ended.
      const isHere = current?.state === 'waiting' || current?.isKeptBack;
      const leaves = isHere || (again && current && isOutcomeUnknown(current));
      const found = leaves ? undefined : current;
      onFound(found);
      const earlierApiIds = current?.earlierApiIds;
      return found ?? { ...part, ...(earlierApiIds && { earlierApiIds }) };
    });
  }

  /** The provider took the part. `onEarly` gets the status events that came before the provider's answer. */
  acceptedWrites(id: string, apiMessageId: string, onEarly: (events: readonly unknown[]) => void): Write[] {
    this.#answered.set(apiMessageId, id);
    const [oldest] = this.#answered.keys();
    // Those of turns that were lost are never stored.
    if (oldest !== undefined && this.#answered.size > mostAnswered) this.#answered.delete(oldest);
    const accepted = (part: Part | undefined) => {
      if (!part) return undefined;
      // What failed in the meantime was an earlier try.
      const { error, ...rest } = part;
      const isOther = part.state === 'failed' && isOfOtherTry(part, apiMessageId);
      const next: Part = isOther ? { ...rest, state: 'accepted' } : advance(part, 'accepted');
      return { ...next, apiMessageId };
    };
    return [
      this.#moving(id, accepted, () => void this.#answered.delete(apiMessageId)),
      this.knownWrite(id, apiMessageId, onEarly),
    ];
  }

  /** The provider's id of a part became known, from its answer or from a status. `onEarly`: see `acceptedWrites`. */
  knownWrite(id: string, apiMessageId: string, onEarly: (events: readonly unknown[]) => void): Write {
    let early: readonly unknown[] = [];
    const index = (current: Index | undefined): Index => {
      early = current?.early ?? [];
      return current?.part === id && early.length === 0 ? current : { part: id };
    };
    return this.#byApiId.change(apiMessageId, index, () => {
      if (early.length > 0) onEarly(early);
    });
  }

  /** `isKeptBack`: see `Part`. */
  failedWrite(id: string, error: PartError, isKeptBack = false): Write {
    return this.#parts.change(
      id,
      (part) => part && { ...advance(part, 'failed', error), ...(isKeptBack && { isKeptBack }) },
    );
  }

  /** The part is not needed any more, if it still waits. */
  withdrawnWrite(id: string): Write {
    return this.#parts.change(id, (part) => (part?.state === 'waiting' ? undefined : part));
  }

  /** The message will not be sent any more, whatever is told of an earlier try. */
  droppedWrite(message: string): Write {
    return this.#parts.change(message, (part) => part && { ...part, isDropped: true });
  }

  /** Whether the message of a part will not be sent any more. */
  async isDropped({ message }: Part): Promise<boolean> {
    return (await this.get(firstId(message)))?.isDropped === true;
  }

  /** No other template is left for the part's message. */
  triedWrite(id: string, tried: readonly TriedTemplate[]): Write {
    return this.#parts.change(id, (part) => part && { ...part, tried });
  }

  /** The turn that was sending the part was set aside. Changes nothing of a part whose outcome is known. */
  unsettledWrite(id: string, reason: string): Write {
    return this.#parts.change(id, (part) => {
      if (part?.state !== 'sending' && part?.state !== 'unknown') return part;
      return { ...part, state: 'failed', unsettled: { from: part.state, reason } };
    });
  }

  /** The turn that was to send another template in the part's place was set aside. */
  unreplacedWrite(id: string, reason: string): Write {
    return this.#parts.change(id, (part) => part && { ...part, unreplaced: reason });
  }

  /** The part may or may not have left. `isAnswered`: there was an answer, a failure that does not tell. */
  unknownWrite(id: string, isAnswered: boolean): Write {
    return this.#parts.change(id, (part) => part && { ...advance(part, 'unknown'), ...(isAnswered && { isAnswered }) });
  }

  /**
   * The provider did not take the part, for a reason that is not the part's. It leaves later, under the same id. A part
   * that was taken and failed afterwards keeps the provider's id, because a repeated status must not count again.
   */
  waitingWrite(draft: PartDraft, error: PartError): Write {
    return this.#parts.change(draft.id, (current) => {
      if (current && !['waiting', 'sending', 'failed'].includes(current.state)) return current;
      const { apiMessageId, earlierApiIds = [] } = current ?? {};
      const ids = [...earlierApiIds, ...(apiMessageId === undefined ? [] : [apiMessageId])];
      const { apiMessageId: _, unsettled: __, ...rest } = { ...draft, ...current };
      const part = { ...rest, state: 'waiting', at: this.#clock.now(), error } as const;
      return { ...part, ...(ids.length > 0 && { earlierApiIds: ids }) };
    });
  }

  /** A status of the part with this id. */
  statusWrite(id: string, { state, error, messageId }: PartStatus): Write {
    return this.#moving(id, (part) => {
      if (!part || part.earlierApiIds?.includes(messageId)) return part;
      if (state === 'failed' && isOfOtherTry(part, messageId)) return part;
      const next = advance(part, state, error);
      if (next === part) return part;
      return arrived(next.apiMessageId ? next : { ...next, apiMessageId: messageId });
    });
  }

  /**
   * A status event with a provider's id that belongs to no part yet. It is kept until the provider's answer tells which
   * part it is. If that answer was stored in the meantime, nothing is kept and `onKnown` gets the part's id.
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

  /** A change that tells what it has made of the part: the last time that it was evaluated counts. */
  #moving(id: string, change: (part: Part | undefined) => Part | undefined, onStored?: () => void): Write {
    let [before, after]: (Part | undefined)[] = [];
    const noted = (part: Part | undefined) => {
      before = part;
      after = change(part);
      return after;
    };
    return this.#parts.change(id, noted, () => {
      onStored?.();
      if (after && after !== before) this.#moved?.(before, after);
    });
  }

  async write(writes: readonly Write[]): Promise<void> {
    await this.#parts.commit(writes);
  }
}

/** Whether it is unknown if the part left, because the process or the connection ended between request and answer. */
export function isOutcomeUnknown(part: Part): boolean {
  const state = knownState(part);
  return state === 'sending' || state === 'unknown';
}

/** The state that the part has by what is known of it, and not because its turn was set aside. */
export function knownState({ state, unsettled }: Part): PartState {
  return unsettled?.from ?? state;
}

/**
 * Whether a status with this id of the provider's is about another try of the part than the one that was taken: one
 * whose answer was lost, so that the part was sent again. Its failure says nothing of the part.
 */
export function isOfOtherTry({ apiMessageId }: Part, messageId: string): boolean {
  return apiMessageId !== undefined && apiMessageId !== messageId;
}

/** A message that has arrived whole is not sent in another way, so what it said need not be kept: it may hold files. */
function arrived(part: Part): Part {
  if (part.partCount !== undefined || (part.state !== 'delivered' && part.state !== 'read')) return part;
  const { original: _, ...rest } = part;
  return rest;
}

/** The part in the new state, or the same object if the state is not newer. */
export function advance(part: Part, state: PartState, error?: PartError): Part {
  if (partStates.indexOf(state) <= partStates.indexOf(knownState(part))) return part;
  const { unsettled, ...rest } = part;
  return { ...(unsettled ? rest : part), state, ...(error && { error }) };
}
