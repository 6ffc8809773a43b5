import type { HeldReport } from '../../src/index.js';
import type { Written } from './world.js';

/** What was held for a person in a moment in which nothing was under way. */
interface Look {
  readonly order: number;
  readonly isOpen: boolean;
  readonly held: readonly HeldReport[];
}

interface Pair {
  readonly earlier: string;
  readonly later: string;
  /** When they were seen first to be held both, in the order of everything. */
  readonly seenAt: number;
}

/** Remembers what the program has told of what it holds. */
export class Shelf {
  readonly violations: string[] = [];
  readonly #looks = new Map<string, Look[]>();
  /** Messages that were taken out without having left, and when, in the order of everything. */
  readonly #takenOut = new Map<string, number>();

  look(person: string, look: Look, written: readonly Written[]): void {
    const before = this.#looks.get(person) ?? [];
    const last = before.at(-1);
    this.#looks.set(person, [...before, look]);
    for (const [at, { position, id }] of look.held.entries()) {
      if (position !== at + 1) this.violations.push(`the position of ${id} is told as ${position} and not ${at + 1}`);
    }
    // Neither could it be released, nor was it: it was replaced, cancelled, or has expired.
    const wrote = written.some(
      ({ person: other, handedLast = 0 }) => other === person && handedLast > (last?.order ?? 0),
    );
    if (!last || last.isOpen || look.isOpen || wrote) return;
    const now = new Set(look.held.map(({ id }) => id));
    for (const { id } of last.held) if (!now.has(id)) this.#takenOut.set(id, look.order);
  }

  /** An operator has taken the message out. */
  cancelled(id: string, order: number): void {
    this.#takenOut.set(id, order);
  }

  /** When the message was taken out and not sent; `undefined` if it was not, as far as that was seen. */
  takenOutAt(id: string): number | undefined {
    return this.#takenOut.get(id);
  }

  /** What is held for a person now. */
  now(person: string): readonly HeldReport[] {
    return this.#looks.get(person)?.at(-1)?.held ?? [];
  }

  /** When it was seen last that the message was not held, before it was. */
  notYetHeldAt(person: string, id: string): number {
    const looks = this.#looks.get(person) ?? [];
    const first = looks.findLastIndex(({ held }) => !held.some((each) => each.id === id));
    return looks[first]?.order ?? 0;
  }

  /** Pairs of messages that were held at the same time, the first of them before the second, and when that was seen. */
  pairs(person: string): Pair[] {
    const found = new Map<string, Pair>();
    for (const { held, order: seenAt } of this.#looks.get(person) ?? []) {
      for (const [at, { id: later }] of held.entries()) {
        for (const { id: earlier } of held.slice(0, at)) {
          const pair = `${earlier} ${later}`;
          if (!found.has(pair)) found.set(pair, { earlier, later, seenAt });
        }
      }
    }
    // Held again later, the other way round.
    return [...found.values()].filter(({ earlier, later }) => !found.has(`${later} ${earlier}`));
  }
}

/** The message to which a part belongs. */
export function messageOfPart(clientMessageId: string): string {
  return clientMessageId.split('.', 1)[0] ?? '';
}
