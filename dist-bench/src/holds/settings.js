const day = 24 * 60 * 60 * 1000;
/** Completes the settings. `faults`: what is wrong with them, a sentence each. */
export function holdSettings(given = {}) {
    const { most = 20, keptMs = 7 * day, coolDownMs = day, release = 'before' } = given;
    const settings = { most, keptMs, coolDownMs, release };
    // Plain JavaScript or a file can have a value that the types do not allow.
    const when = release;
    const faults = [];
    if (!Number.isInteger(most) || most < 1)
        faults.push('hold.most: must be a whole number, and at least 1.');
    if (!(Number.isFinite(keptMs) && keptMs > 0))
        faults.push('hold.keptMs: must be a number of milliseconds above 0.');
    if (!(Number.isFinite(coolDownMs) && coolDownMs >= 0)) {
        faults.push('hold.coolDownMs: must be a number of milliseconds, 0 or more.');
    }
    if (when !== 'before' && when !== 'after')
        faults.push('hold.release: must be "before" or "after".');
    return { settings, faults };
}
