import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import type { NativeKind } from '../render/piece.js';
import type { AtomicKeyv, Store } from '../store/open.js';

/**
 * What is known of a part's fate, least first. A status never moves a part back, in whatever order statuses come:
 * `failed` stands under `delivered`, because a message that was delivered was delivered.
 */
export const partStates = ['sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type PartState = (typeof partStates)[number];

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
  /** When it was handed over, epoch ms. */
  readonly at: number;
  readonly apiMessageId?: string;
  readonly error?: { readonly code?: number; readonly description: string };
  /** What goes out in its place, in plain words, should the provider not take it for what it is. */
  readonly instead?: string;
  /** What it is that can be tapped. */
  readonly native?: NativeKind;
  /** What was said, for a template in its place should the provider refuse the free-form one. */
  readonly said?: Pick<Activity, 'text' | 'locale' | 'channelData'>;
}

/** What the provider says of a part; from `clickatell/status` callbacks. */
export interface PartStatus {
  readonly state: PartState;
  readonly messageId: string;
  readonly clientMessageId?: string;
  readonly error?: { readonly code?: number; readonly description: string };
}

/** A part's id by the provider's id; or the statuses that came before the provider's answer told us the id. */
type Index = { readonly part: string } | { readonly early: readonly PartStatus[] };

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Every outgoing part: written before the request, after the answer, and at each status. Kept for 30 days. */
export class Ledger {
  readonly #parts: AtomicKeyv<Part>;
  readonly #byApiId: AtomicKeyv<Index>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#parts = store.keyv('parts', { ttlMs: keptMs });
    this.#byApiId = store.keyv('parts-by-api-id', { ttlMs: keptMs });
    this.#clock = clock;
  }

  get(id: string): Promise<Part | undefined> {
    return this.#parts.read(id);
  }

  /** A part by our id of it, or by the provider's. */
  async find({
    clientMessageId,
    messageId,
  }: Pick<PartStatus, 'clientMessageId' | 'messageId'>): Promise<Part | undefined> {
    const part = clientMessageId === undefined ? undefined : await this.get(clientMessageId);
    if (part) return part;
    const index = await this.#byApiId.read(messageId);
    return index && 'part' in index ? this.get(index.part) : undefined;
  }

  async getMany(ids: readonly string[]): Promise<Part[]> {
    const parts = await this.#parts.readMany(ids);
    return parts.filter((part) => part !== undefined);
  }

  /** Writes down that the part is about to leave. Answers what stood here before: then it left, or was about to. */
  async begin(part: Omit<Part, 'state' | 'at'>): Promise<Part | undefined> {
    let before: Part | undefined;
    await this.#parts.update(part.id, (current) => {
      before = current;
      return current ?? { ...part, state: 'sending', at: this.#clock.now() };
    });
    return before;
  }

  /** The part leaves once more, after nothing was heard of it. Answers it as it stands where something was, after all. */
  async beginAgain(id: string): Promise<Part | undefined> {
    const part = await this.#parts.update(id, (current) =>
      current && isFateUnknown(current) ? { ...current, state: 'sending', at: this.#clock.now() } : current,
    );
    return part && !isFateUnknown(part) ? part : undefined;
  }

  /** The provider took it. Answers the part as it stands then: a status can have been quicker than the answer. */
  async accepted(id: string, apiMessageId: string): Promise<Part | undefined> {
    let early: readonly PartStatus[] = [];
    let [part] = await Promise.all([
      this.#parts.update(id, (part) => part && { ...advance(part, 'accepted'), apiMessageId }),
      this.#byApiId.update(apiMessageId, (index) => {
        early = index && 'early' in index ? index.early : [];
        return { part: id };
      }),
    ]);
    for (const status of early) part = await this.#apply(id, status);
    return part;
  }

  async failed(id: string, error: NonNullable<Part['error']>): Promise<void> {
    await this.#parts.update(id, (part) => part && advance(part, 'failed', error));
  }

  /** It may have left, or not. */
  async unknown(id: string): Promise<void> {
    await this.#parts.update(id, (part) => part && advance(part, 'unknown'));
  }

  /**
   * Takes in a status and answers the part that it belongs to. A status that comes before the part is known by the
   * provider's id is kept until it is, and answered with `undefined`, as one of a message that is not ours.
   */
  async apply(status: PartStatus): Promise<Part | undefined> {
    if (status.clientMessageId !== undefined) {
      const part = await this.#apply(status.clientMessageId, status);
      if (part) return part;
    }
    const index = await this.#byApiId.update(status.messageId, (current) => {
      if (current && 'part' in current) return current;
      return { early: [...(current?.early ?? []), status].slice(-10) };
    });
    return index && 'part' in index ? this.#apply(index.part, status) : undefined;
  }

  #apply(id: string, status: PartStatus): Promise<Part | undefined> {
    return this.#parts.update(id, (part) => {
      if (!part) return part;
      const next = advance(part, status.state, status.error);
      return next === part || next.apiMessageId ? next : { ...next, apiMessageId: status.messageId };
    });
  }
}

/** Whether the part may have left, or not: the process or the connection broke off between request and answer. */
export function isFateUnknown({ state }: Part): boolean {
  return state === 'sending' || state === 'unknown';
}

/** The part with the new state, or the very same where the state is no news. */
export function advance(part: Part, state: PartState, error?: Part['error']): Part {
  if (partStates.indexOf(state) <= partStates.indexOf(part.state)) return part;
  return { ...part, state, ...(error && { error }) };
}
