import type { Conversation } from '../../core/conversation.js';

/**
 * Why a program sent a message as it did, or not at all, in the program's own words. The emulator only keeps it and
 * shows it beside what it saw on the wire: it knows no program, and may disagree.
 */
export interface Explanation {
  /** As `free-form`, `template`, `hold` or `refuse`. */
  readonly decision: string;
  /** As `customer-initiated`, `business-initiated` or `re-engagement`. */
  readonly conversationType: string;
  /** The window when it was decided, by the program's own account. */
  readonly windowState?: 'open' | 'closed' | 'unknown';
  /** When the window closes or closed, epoch ms. */
  readonly closesAt?: number;
  /** The rule that decided, in a few words. */
  readonly rule?: string;
  /** One sentence. */
  readonly reason: string;
  /** The template that was chosen, and why this one. */
  readonly template?: { readonly name: string; readonly language?: string; readonly reason?: string };
  /** What it would have been otherwise, one sentence. */
  readonly otherwise?: string;
  /** Whom it was for. With it, a message that was never sent shows in that chat. */
  readonly to?: Conversation;
}

export interface Explained extends Explanation {
  readonly clientMessageId: string;
  /** When it was told, epoch ms by the emulator's clock. */
  readonly at: number;
  /** The last message in the chat then; it places a message that was never sent. */
  readonly after?: string;
}

const kept = 5000;
const unsent = ['refuse', 'hold'];

/** The newest explanations, by the message that they explain. */
export class Explanations {
  readonly #byMessage = new Map<string, Explained>();
  readonly #told: (explained: Explained) => void;

  /** `told` hears of every one. */
  constructor(told: (explained: Explained) => void = () => {}) {
    this.#told = told;
  }

  add(explained: Explained): void {
    const { clientMessageId } = explained;
    this.#byMessage.delete(clientMessageId);
    this.#byMessage.set(clientMessageId, explained);
    const [oldest] = this.#byMessage.size > kept ? this.#byMessage.keys() : [];
    if (oldest !== undefined) this.#byMessage.delete(oldest);
    this.#told(explained);
  }

  /** A message's own, or else that of the message that it is a part of: `m.2` is a part of `m`. */
  of(clientMessageId: string): Explained | undefined {
    const end = clientMessageId.lastIndexOf('.');
    return this.#byMessage.get(clientMessageId) ?? (end > 0 ? this.of(clientMessageId.slice(0, end)) : undefined);
  }

  /** The messages of a conversation that were decided not to be sent, oldest first. */
  unsent({ business, person }: Conversation): Explained[] {
    return [...this.#byMessage.values()].filter(
      ({ to, decision }) => unsent.includes(decision) && to?.business === business && to.person === person,
    );
  }

  clear(): void {
    this.#byMessage.clear();
  }
}
