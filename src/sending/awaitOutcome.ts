import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { isOutcomeUnknown, type Ledger, type Part } from './ledger.js';

const pollMs = 100;
/** How long to wait at least, in ms: the provider repeats a status that came while no process listened. */
const leastMs = 3000;

/** The part may have left in an earlier run of the turn. Only used inside `sending/`. */
export class AlreadyLeft extends Error {
  readonly part: Part;

  constructor(part: Part) {
    super('The part has left before.');
    this.part = part;
  }
}

/**
 * Waits for a delivery status that settles the part's outcome, until `withinMs` after the part left, but at least for a
 * few seconds. Resolves with `undefined` if none came.
 */
export async function awaitOutcome(
  { id, at }: Part,
  ledger: Ledger,
  withinMs: number,
  clock: Clock,
): Promise<Part | undefined> {
  const waitMs = Math.max(withinMs - Math.max(0, clock.now() - at), Math.min(withinMs, leastMs));
  for (let waited = 0; ; waited += pollMs) {
    const part = await ledger.get(id);
    if (part && !isOutcomeUnknown(part)) return part;
    if (waited >= waitMs) return undefined;
    await wait(Math.min(pollMs, waitMs - waited));
  }
}
