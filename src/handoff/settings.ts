import type { Desk } from './desk.js';

/** How a conversation is handed off to a human. */
export interface HandOffSettings {
  /**
   * After how long without a message of either side a hand-off ends by itself, in ms. Default three days, so that a human can
   * still answer after the window has closed, and after a weekend.
   */
  readonly lastsMs: number;
  /**
   * What becomes of what is sent on our own account meanwhile, such as notifications and follow-ups: it is held until
   * the hand-off ends (`hold`, the default), sent all the same, or refused with HandedOffError.
   */
  readonly proactive: 'hold' | 'send' | 'refuse';
  /** Who is told of hand-offs, and of what people write meanwhile. Without it, `adapter.desk` tells whoever asks. */
  readonly desk?: Desk | undefined;
}

const day = 24 * 60 * 60 * 1000;
/** The record of a hand-off is kept for longer than that. */
const longestMs = 30 * day;

/** What is wrong with how long a hand-off lasts; `undefined` for nothing. */
export function lastsFault(lastsMs: unknown): string | undefined {
  if (typeof lastsMs === 'number' && lastsMs > 0 && lastsMs <= longestMs) return undefined;
  return 'must be a number of milliseconds above 0, and at most 30 days';
}

/** Completes the settings. `faults`: what is wrong with them, a sentence each. */
export function handOffSettings(given: Partial<HandOffSettings> = {}): { settings: HandOffSettings; faults: string[] } {
  const { lastsMs = 3 * day, proactive = 'hold', desk } = given;
  const faults: string[] = [];
  const fault = lastsFault(lastsMs);
  if (fault) faults.push(`handOff.lastsMs: ${fault}.`);
  // Plain JavaScript or a file can have a value that the types do not allow.
  const policy: string = proactive;
  if (!['hold', 'send', 'refuse'].includes(policy)) {
    faults.push('handOff.proactive: must be "hold", "send" or "refuse".');
  }
  if (desk !== undefined && typeof desk?.deliver !== 'function') {
    faults.push('handOff.desk: must have a function deliver(event, signal), as webhookDesk(…) has.');
  }
  return { settings: { lastsMs, proactive, desk }, faults };
}
