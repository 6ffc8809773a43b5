/** The value under which so many percent of the values are; 0 of none. */
export function percentile(values, percent) {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
export function median(values) {
    return percentile(values, 50);
}
export function spread(values) {
    return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}
