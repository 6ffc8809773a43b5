const [second, minute, hour, wholeDay] = [1000, 60_000, 3_600_000, 86_400_000];
const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
});
/** As `1 May 2026, 12:00 UTC`. */
export function day(at) {
    return `${format.format(at)} UTC`;
}
/** As `25 h`, `23 h 59 min`, `3 days` or `40 s`. */
export function span(ms) {
    const size = Math.max(0, ms);
    if (size < minute)
        return `${Math.floor(size / second)} s`;
    const minutes = Math.floor(size / minute);
    if (size >= 3 * wholeDay)
        return `${Math.floor(size / wholeDay)} days`;
    if (size < hour)
        return `${minutes} min`;
    const rest = minutes % 60;
    return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
