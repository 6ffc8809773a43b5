import { customerServiceWindowMs, type OutgoingMessage } from '../../src/index.js';
import type { Process } from './process.js';

export const marginMs = 60_000;

/** A message on its way to the provider, as it was in the moment in which its request left. */
export interface Departure {
  readonly process: Process;
  /** When its last check began: the person may have opened a window since. */
  readonly checkedAt: number;
  /** How many statuses had been taken in when its last check began. */
  readonly statusesKnown: number;
  /** Whether the person's window was open then by what the program had taken in, unless a refusal has closed it. */
  readonly isOpen: boolean;
}

/** A request with a message, for what the person must have allowed. */
export interface Leaving {
  readonly message: OutgoingMessage;
  readonly process: Process;
  /** When its last check began, and when it left, in the order of everything. */
  readonly checked: number;
  readonly left: number;
  /** In epoch ms. */
  readonly now: number;
}

/** What is known of one person. */
interface Known {
  /** When the last of the messages was written that the program has got. */
  lastWroteAt: number;
  /** The same, of those that it has acknowledged. */
  lastTakenAt: number;
  /** When the checks of messages began that the provider refused for the window, and whether the program knows. */
  readonly refusals: { readonly checkedAt: number; readonly isKnown: () => boolean }[];
}

/** What is known when a message is checked. */
interface Check extends Pick<Known, 'lastWroteAt' | 'lastTakenAt'> {
  readonly refusedAt: number;
  readonly statuses: number;
  readonly at: number;
  readonly order: number;
}

/**
 * Keeps its own record of the windows, of what the program could know, and judges each message in the moment in which
 * it leaves.
 */
export class Witness {
  readonly violations: string[] = [];
  /** How many statuses the program has taken in. */
  statuses = 0;
  /** In the order in which they left. */
  readonly leavings: Leaving[] = [];
  readonly #tick: () => number;
  readonly #known = new Map<string, Known>();
  readonly #checks = new Map<string, Check>();
  readonly #departures = new Map<string, Departure>();

  constructor(tick: () => number) {
    this.#tick = tick;
  }

  /** The program gets a message that was written at `at`. */
  wrote(person: string, at: number): void {
    const known = this.#of(person);
    known.lastWroteAt = Math.max(known.lastWroteAt, at);
  }

  /** The program has acknowledged a message that was written at `at`. */
  taken(person: string, at: number): void {
    const known = this.#of(person);
    known.lastTakenAt = Math.max(known.lastTakenAt, at);
  }

  /**
   * The program was told that the window was closed for a message. What was written after its check opens another.
   * `epoch`: the step of the history, if only the process that had sent it was told, which may end in that step.
   */
  refused(person: string, { checkedAt, process }: Departure, epoch?: number): void {
    this.#of(person).refusals.push({ checkedAt, isKnown: () => epoch === undefined || !process.brokenIn.has(epoch) });
  }

  /** The last check of these messages begins: what it finds in the store from now on, it has to heed. */
  checks(messages: readonly OutgoingMessage[], now: number): void {
    const order = this.#tick();
    for (const { to, clientMessageId } of messages) {
      const { lastWroteAt, lastTakenAt, refusals } = this.#of(to);
      const known = refusals.filter(({ isKnown }) => isKnown()).map(({ checkedAt }) => checkedAt);
      const refusedAt = Math.max(Number.NEGATIVE_INFINITY, ...known);
      const { statuses } = this;
      this.#checks.set(clientMessageId, { lastWroteAt, lastTakenAt, refusedAt, statuses, at: now, order });
    }
  }

  /** The message leaves now. */
  leaves(message: OutgoingMessage, process: Process, now: number): void {
    const { to, clientMessageId, template } = message;
    const check = this.#checks.get(clientMessageId);
    const never = Number.NEGATIVE_INFINITY;
    const {
      statuses = 0,
      refusedAt = never,
      lastTakenAt = never,
      at: checkedAt = now,
      order: checked = 0,
    } = check ?? {};
    this.leavings.push({ message, process, checked, left: this.#tick(), now });
    const isOpen = now < lastTakenAt + customerServiceWindowMs - marginMs;
    this.#departures.set(clientMessageId, { process, checkedAt, statusesKnown: statuses, isOpen });
    if (process.hasLost(clientMessageId)) this.violations.push(`S8: ${clientMessageId} left without its lane`);
    if (template) return;
    const { lastWroteAt } = this.#of(to);
    if (now >= lastWroteAt + customerServiceWindowMs - marginMs) {
      this.violations.push(
        `S1: ${clientMessageId} left free-form ${(now - lastWroteAt) / 3_600_000} h after the person wrote`,
      );
    } else if (refusedAt >= lastWroteAt) {
      this.violations.push(`S1: ${clientMessageId} left free-form after a refusal`);
    }
  }

  departureOf(clientMessageId: string): Departure | undefined {
    return this.#departures.get(clientMessageId);
  }

  #of(person: string): Known {
    const known = this.#known.get(person) ?? {
      lastWroteAt: Number.NEGATIVE_INFINITY,
      lastTakenAt: Number.NEGATIVE_INFINITY,
      refusals: [],
    };
    this.#known.set(person, known);
    return known;
  }
}
