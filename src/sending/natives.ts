import type { Clock } from '../core/clock.js';
import type { FoundKind, NumberFindings } from '../findings/shape.js';
import { nativeKinds } from '../render/native/kinds.js';
import type { NativeKind, Piece } from '../render/piece.js';
import { OffForNow } from '../store/offForNow.js';
import type { Store } from '../store/store.js';

/**
 * Whether questions are sent as buttons and lists: if the provider is known to take them (`auto`), always (`native`),
 * or never (`text`: numbered text).
 */
export type Interactive = 'auto' | 'native' | 'text';

/** A kind that a number's integration has refused. It is sent as numbered text for now. */
export interface SwitchedOff {
  readonly business: string;
  readonly kind: NativeKind;
  /** When it is tried again, in epoch ms. */
  readonly until: number;
}

export interface NativesOptions {
  readonly interactive?: Interactive | undefined;
  /** What was found out about a number. */
  readonly findings?: ((business: string) => NumberFindings | undefined) | undefined;
}

const kinds: readonly NativeKind[] = ['buttons', 'list', 'link'];

/** Knows which kinds of messages each integration takes: by the options, by what was found out, and by its refusals. */
export class Natives {
  readonly #off: OffForNow<NativeKind>;
  readonly #interactive: Interactive;
  readonly #findings: (business: string) => NumberFindings | undefined;

  constructor(store: Store, clock: Clock, { interactive = 'auto', findings = () => undefined }: NativesOptions = {}) {
    this.#off = new OffForNow(store, clock);
    this.#interactive = interactive;
    this.#findings = findings;
  }

  async takes(kind: NativeKind, business: string): Promise<boolean> {
    if (this.#interactive !== 'auto') return this.#interactive === 'native';
    const found = this.#found(kind, business);
    const isTaken = found === undefined ? nativeKinds[kind].certain : found === 'native';
    return isTaken && (await this.#off.until(kind, business)) === undefined;
  }

  /** Whether a place or a contact is known to need words instead. */
  needsWords({ kind }: Piece, business: string): boolean {
    if (kind === 'contact') return this.#found('contacts', business) === 'text';
    return kind === 'location' && this.#found('location', business) === 'text';
  }

  /** Whether messages may quote another one. They may unless it is known that they cannot. */
  quotes(business: string): boolean {
    return this.#findings(business)?.quote !== false;
  }

  /** The integration did not take this kind of message, so it is not tried again for a while. */
  async refused(kind: NativeKind, business: string): Promise<void> {
    await this.#off.switchOff(kind, business);
  }

  switchedOff(businesses: readonly string[]): Promise<SwitchedOff[]> {
    return this.#off.all(kinds, businesses);
  }

  #found(kind: FoundKind, business: string) {
    return this.#findings(business)?.kinds[kind];
  }
}
