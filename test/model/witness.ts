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

/** What is known of one person. */
interface Known {
  /** When the last of the messages was written that the program has got. */
  lastWroteAt: number;
  /** The same, of those that it has acknowledged. */
  lastTakenAt: number;
  /** When the last check of a message began that the provider refused for the window, and told so. */
  refusedAt: number;
}

/**
 * Keeps its own record of the windows, of what the program could know, and judges each message in the moment in which
 * it leaves.
 */
export class Witness {
  readonly violations: string[] = [];
  /** How many statuses the program has taken in. */
  statuses = 0;
  readonly #known = new Map<string, Known>();
  readonly #answers: { person: string; at: number; process: Process; epoch: number }[] = [];
  readonly #checks = new Map<string, Known & { statuses: number; at: number }>();
  readonly #departures = new Map<string, Departure>();

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

  /** The program was told that the window was closed for a message. What was written after its check opens another. */
  refused(person: string, { checkedAt }: Departure): void {
    const known = this.#of(person);
    known.refusedAt = Math.max(known.refusedAt, checkedAt);
  }

  /** Like `refused`, in an answer. A process that breaks in that step of the history may not have written it down. */
  answeredRefusal(person: string, { checkedAt: at, process }: Departure, epoch: number): void {
    this.#answers.push({ person, at, process, epoch });
  }

  /** The last check of these messages begins: what it finds in the store from now on, it has to heed. */
  checks(messages: readonly OutgoingMessage[], now: number): void {
    for (const { to, clientMessageId } of messages) {
      const { lastWroteAt, refusedAt } = this.#of(to);
      const known = this.#answers.filter(({ person, process, epoch }) => person === to && !process.brokenIn.has(epoch));
      const lastRefusedAt = Math.max(refusedAt, ...known.map(({ at }) => at));
      const check = { lastWroteAt, refusedAt: lastRefusedAt, statuses: this.statuses, at: now };
      this.#checks.set(clientMessageId, check);
    }
  }

  /** The message leaves now. */
  leaves({ to, clientMessageId, template }: OutgoingMessage, process: Process, now: number): void {
    const check = this.#checks.get(clientMessageId);
    const never = Number.NEGATIVE_INFINITY;
    const { statuses = 0, refusedAt = never, lastTakenAt = never, at: checkedAt = now } = check ?? {};
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
      refusedAt: Number.NEGATIVE_INFINITY,
    };
    this.#known.set(person, known);
    return known;
  }
}
