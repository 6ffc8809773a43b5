const windowMs = 24 * 60 * 60 * 1000;
/** Open from the person's last message until exactly 24 hours later, exclusive. */
export function serviceWindow(lastSaid, now) {
    if (lastSaid === undefined)
        return { state: 'unknown' };
    const closesAt = lastSaid + windowMs;
    return { state: now < closesAt ? 'open' : 'closed', closesAt };
}
