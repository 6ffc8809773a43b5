const day = 24 * 60 * 60 * 1000;

/** How messages are held until the person writes. */
export interface HoldSettings {
  /** How many are held for one person. Further ones are refused. Default 20. */
  readonly most: number;
  /** For how long, in ms. Default 7 days. */
  readonly keptMs: number;
  /** How long after a template that asks the person to answer no other one leaves, in ms. Default 24 hours. */
  readonly coolDownMs: number;
  /** Whether what was held leaves before the bot's answer to what the person wrote, or after it. Default `before`. */
  readonly release: 'before' | 'after';
}

/** Completes the settings. `faults`: what is wrong with them, a sentence each. */
export function holdSettings(given: Partial<HoldSettings> = {}): { settings: HoldSettings; faults: string[] } {
  const { most = 20, keptMs = 7 * day, coolDownMs = day, release = 'before' } = given;
  const settings: HoldSettings = { most, keptMs, coolDownMs, release };
  // Plain JavaScript or a file can have a value that the types do not allow.
  const when: string = release;
  const faults: string[] = [];
  if (!Number.isInteger(most) || most < 1) faults.push('hold.most: must be a whole number, and at least 1.');
  if (!(Number.isFinite(keptMs) && keptMs > 0)) faults.push('hold.keptMs: must be a number of milliseconds above 0.');
  if (!(Number.isFinite(coolDownMs) && coolDownMs >= 0)) {
    faults.push('hold.coolDownMs: must be a number of milliseconds, 0 or more.');
  }
  if (when !== 'before' && when !== 'after') faults.push('hold.release: must be "before" or "after".');
  return { settings, faults };
}
